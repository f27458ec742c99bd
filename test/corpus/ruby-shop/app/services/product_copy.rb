require "openai"

class ProductCopy
  RULES = "You answer questions of people who garden on balconies. Keep to plants that live in pots, say how much light and water each needs, never recommend a plant that is poisonous for pets, name the month in which to sow, and when you are not sure about a plant say so plainly instead of guessing. Close with one sentence that says what to look after next week. "
  MODEL = "gpt-4.1-mini"

  def initialize(client: OpenAI::Client.new(api_key: ENV["OPENAI_API_KEY"]))
    @client = client
  end

  def describe(product)
    response = client.chat.completions.create(
      model: MODEL,
      max_completion_tokens: 400,
      messages: [
        { role: "system", content: RULES },
        { role: "user", content: product.notes }
      ]
    )
    product.descriptions.create(text: response.choices.first.message.content)
  end

  def greet(customer)
    prompt = "The customer is #{customer.name}. #{RULES}"
    client.chat.completions.stream(model: "gpt-4o", messages: [{ role: :user, content: prompt }])
  end

  def answer(question)
    client.responses.create(model: "gpt-5-mini", instructions: RULES, input: question)
  end

  private

  attr_reader :client
end
