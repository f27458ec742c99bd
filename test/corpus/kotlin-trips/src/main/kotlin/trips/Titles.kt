package trips

import com.aallam.openai.api.chat.ChatCompletionRequest
import com.aallam.openai.api.chat.ChatMessage
import com.aallam.openai.api.chat.ChatRole
import com.aallam.openai.api.model.ModelId
import com.aallam.openai.client.OpenAI
import com.anthropic.client.okhttp.AnthropicOkHttpClient
import com.anthropic.models.messages.MessageCreateParams
import com.anthropic.models.messages.Model
import com.twilio.rest.api.v2010.account.Message
import io.ktor.client.HttpClient
import io.ktor.client.request.post

object Titles {
    private val openAI by lazy { OpenAI(token = System.getenv("OPENAI_API_KEY")) }
    private val claude = AnthropicOkHttpClient.fromEnv()

    suspend fun title(plan: String) = openAI.chatCompletion(
        ChatCompletionRequest(
            model = ModelId(FAST_MODEL),
            messages = listOf(
                ChatMessage(role = ChatRole.System, content = Prompts.TITLE),
                ChatMessage(role = ChatRole.User, content = plan),
            ),
        ),
    )

    fun summary(plan: String): String {
        val params = MessageCreateParams.builder()
            .model(Model.CLAUDE_HAIKU_4_5)
            .maxTokens(512L)
            .system("Summarise the trip in two sentences.")
            .addUserMessage(plan)
            .build()
        return claude.messages().create(params).content().first().asText().text()
    }

    fun sms(to: String, body: String) {
        Message.creator(PhoneNumber(to), PhoneNumber("1"), body).create()
    }

    suspend fun publish(http: HttpClient, title: String) {
        http.post("https://example.org/titles") { setBody(mapOf("model" to "poster", "title" to title)) }
    }
}
