class LegacyJob
  def perform(order)
    client = OpenAI::Client.new(access_token: ENV.fetch("OPENAI_TOKEN"))
    client.chat(
      parameters: {
        model: ENV.fetch("LEGACY_MODEL", "gpt-3.5-turbo"),
        messages: [{ role: "user", content: order.to_text }]
      }
    )
    client.embeddings(parameters: { model: "text-embedding-ada-002", input: order.to_text })
  end
end
