using System.Threading.Tasks;
using Anthropic;
using Anthropic.Models.Messages;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Twilio.Rest.Api.V2010.Account;

namespace Portal;

public class Summaries(AnthropicClient claude, PortalContext database)
{
    public async Task<Message> Summarise(string text)
    {
        MessageCreateParams parameters = new()
        {
            Model = Model.ClaudeSonnet4_5,
            MaxTokens = 1024,
            System = "Summarise in three sentences.",
            Messages = [new() { Role = Role.User, Content = text }],
        };
        return await claude.Messages.Create(parameters);
    }

    public async Task Notify(string phone)
    {
        await MessageResource.CreateAsync(to: phone, body: "done");
    }

    public async Task Run(AmazonLambdaClient lambda)
    {
        await lambda.InvokeAsync(new InvokeRequest { FunctionName = "f" });
        await database.Messages.AddAsync(new Note());
    }
}
