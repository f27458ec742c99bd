using System.Collections.Generic;
using System.Threading.Tasks;
using Azure.AI.OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace Portal;

public class Assistant
{
    private const string Rules = "You answer questions of people who garden on balconies. Keep to plants that live in pots, say how much light and water each needs, never recommend a plant that is poisonous for pets, name the month in which to sow, and when you are not sure about a plant say so plainly instead of guessing. Close with one sentence that says what to look after next week. ";
    private readonly ChatClient _chat;
    private readonly EmbeddingClient _vectors = new("text-embedding-3-small", "key");

    public Assistant(string key)
    {
        _chat = new ChatClient(model: "gpt-4.1-mini", apiKey: key);
    }

    public async Task<string> Answer(string question)
    {
        List<ChatMessage> messages =
        [
            new SystemChatMessage(Rules),
            new UserChatMessage(question),
        ];
        ChatCompletion answer = await _chat.CompleteChatAsync(messages, new ChatCompletionOptions { MaxOutputTokenCount = 400 });
        return answer.Content[0].Text;
    }

    public string Greet(Visitor visitor)
    {
        var prompt = $"The visitor is {visitor.Name}. {Rules}";
        return _chat.CompleteChat(new UserChatMessage(prompt)).Value.Content[0].Text;
    }

    public async Task Index(IEnumerable<string> texts)
    {
        await _vectors.GenerateEmbeddingsAsync(texts);
    }

    public static async Task Cloud(AzureOpenAIClient azure, string text)
    {
        await foreach (var part in azure.GetChatClient("desk-gpt-4o").CompleteChatStreamingAsync(text))
        {
            System.Console.Write(part);
        }
    }
}
