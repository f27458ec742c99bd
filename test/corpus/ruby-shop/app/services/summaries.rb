require "anthropic"

class Summaries
  def summarise(text)
    anthropic.messages.create(
      model: "claude-sonnet-4-5",
      max_tokens: 1024,
      system: "Summarise in three sentences.",
      messages: [{ role: "user", content: text }]
    )
  end

  def anthropic
    @anthropic ||= Anthropic::Client.new
  end
end
