package trips

import com.openai.client.OpenAIClient
import com.openai.models.ChatModel
import com.openai.models.chat.completions.ChatCompletionCreateParams
import com.openai.models.embeddings.EmbeddingCreateParams
import com.stripe.StripeClient
import com.stripe.param.PaymentIntentCreateParams
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

class Planner(
    private val client: OpenAIClient,
    private val stripe: StripeClient,
    private val trips: TripRepository,
) {
    suspend fun plan(wish: String): String = withContext(Dispatchers.IO) {
        val params = ChatCompletionCreateParams.builder()
            .model(ChatModel.GPT_4_1_MINI)
            .maxCompletionTokens(600)
            .addSystemMessage(Prompts.RULES)
            .addUserMessage(wish)
            .build()
        val answer = client.chat().completions().create(params)
        trips.create(Trip(wish))
        answer.choices().first().message().content().orElse("")
    }

    fun letter(trip: Trip) {
        val prompt = "Write to ${trip.family}. ${Prompts.RULES}"
        client.chat().completions().createStreaming(
            ChatCompletionCreateParams.builder().apply {
                model("gpt-4o")
                addUserMessage(prompt)
            }.build(),
        )
    }

    fun index(texts: List<String>) {
        client.embeddings().create(
            EmbeddingCreateParams.builder().model("text-embedding-3-small").inputOfArrayOfStrings(texts).build(),
        )
    }

    fun charge(cents: Long) {
        stripe.paymentIntents().create(PaymentIntentCreateParams.builder().setAmount(cents).build())
    }
}

data class Trip(val family: String)

interface TripRepository {
    fun create(trip: Trip): Trip
}
