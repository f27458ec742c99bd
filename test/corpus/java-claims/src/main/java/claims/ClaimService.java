package claims;

import com.openai.client.OpenAIClient;
import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.stripe.StripeClient;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import java.util.List;

public class ClaimService {
    private static final String RULES = "You answer questions of people who garden on balconies. Keep to plants that live in pots, say how much light and water each needs, never recommend a plant that is poisonous for pets, name the month in which to sow, and when you are not sure about a plant say so plainly instead of guessing. Close with one sentence that says what to look after next week. ";

    private final OpenAIClient client;
    private final ClaimRepository repository;
    private final StripeClient stripe;

    public ClaimService(OpenAIClient client, ClaimRepository repository, StripeClient stripe) {
        this.client = client;
        this.repository = repository;
        this.stripe = stripe;
    }

    public String decide(Claim claim) {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
            .model(ChatModel.GPT_4_1_MINI)
            .maxCompletionTokens(300)
            .addSystemMessage(RULES)
            .addUserMessage(claim.text())
            .build();
        ChatCompletion answer = client.chat().completions().create(params);
        repository.create(claim);
        return answer.choices().get(0).message().content().orElse("");
    }

    public void letter(Claim claim) {
        String prompt = String.format("Write to %s. %s", claim.customer(), RULES);
        client.chat().completions().createStreaming(
            ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(prompt).build());
    }

    public void index(List<String> texts) {
        client.embeddings().create(EmbeddingCreateParams.builder()
            .inputOfArrayOfStrings(texts)
            .model("text-embedding-3-small")
            .build());
    }

    public void charge(long cents) throws Exception {
        PaymentIntent.create(PaymentIntentCreateParams.builder().setAmount(cents).build());
        stripe.paymentIntents().create(PaymentIntentCreateParams.builder().setAmount(cents).build());
    }
}
