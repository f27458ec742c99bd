package claims;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Model;
import com.twilio.Twilio;
import com.twilio.rest.api.v2010.account.Message;

class Claude {
    private final AnthropicClient client = AnthropicOkHttpClient.fromEnv();

    com.anthropic.models.messages.Message summarise(String text) {
        MessageCreateParams.Builder params = MessageCreateParams.builder()
            .model(Model.CLAUDE_SONNET_4_5)
            .maxTokens(1024L)
            .system("""
                Summarise the claim in three sentences.
                """);
        params.addUserMessage(text);
        return client.messages().create(params.build());
    }

    void stream(String text) {
        client.async().messages().createStreaming(MessageCreateParams.builder()
            .model("claude-haiku-4-5")
            .maxTokens(512)
            .addUserMessage(text)
            .build());
    }

    void sms(String to, String body) {
        Message.creator(new PhoneNumber(to), new PhoneNumber("1"), body).create();
    }
}
