/** Kotlin's own ways of writing a request: named arguments, blocks after a call, objects, and values of branches. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "../../linking/link-files.ts";

const imports = `import com.openai.client.OpenAIClient
import com.openai.client.okhttp.OpenAIOkHttpClient
import com.openai.models.ChatModel
import com.openai.models.chat.completions.ChatCompletionCreateParams
`;

async function callsIn(code: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
	const { calls } = await linkFiles({ "A.kt": imports + code, ...others });
	return describeCalls(calls).map((line) => line.replace(/^\S+ /, ""));
}

describe("Kotlin", () => {
	it("reads templates, raw texts without their margin, and the members of a companion", async () => {
		const code = `class Desk(private val client: OpenAIClient, private val shop: String) {
    companion object {
        private const val PRICE = "It costs \\$5, $5 and 5$."
        private val RULES = """
            Be kind.
              Be brief.
        """.trimIndent()
    }
    suspend fun answer(question: String) {
        val params = ChatCompletionCreateParams.builder()
            .model(ChatModel.GPT_4_1_MINI)
            .addSystemMessage(RULES)
            .addSystemMessage(PRICE)
            .addUserMessage("Asked at $shop: \${question.trim()}!")
            .build()
        client.chat().completions().create(params)
    }
}`;
		expect(await callsIn(code)).toEqual([
			"chat.completions openai gpt-4.1-mini [system: Be kind.\n  Be brief. | system: It costs $5, $5 and 5$. | user: Asked at ‹this.shop›: ‹question›!]",
		]);
	});

	it("fills a builder through apply and also, and keeps what is not a step", async () => {
		const code = `fun ask(client: OpenAIClient, text: String) = client.chat().completions().create(
    ChatCompletionCreateParams.Builder().apply {
        model("gpt-4o")
        maxCompletionTokens(200)
    }.also { it.addUserMessage(text) }.build()
)`;
		expect(await callsIn(code)).toEqual(["chat.completions openai gpt-4o max=200 [user: ‹text›]"]);
	});

	it("follows lazy clients, coroutines, elvis and branches that give a value", async () => {
		const code = `private val client by lazy { OpenAIOkHttpClient.fromEnv() }
fun modelOf(isLong: Boolean): String = if (isLong) "gpt-4o" else "gpt-4o"
fun main(args: List<String>) = runBlocking {
    val text = args.firstOrNull() ?: return@runBlocking
    val answer = try {
        withContext(Dispatchers.IO) {
            client.chat().completions().create(
                ChatCompletionCreateParams.builder().model(modelOf(true)).addUserMessage(text).build()
            )
        }
    } catch (error: Exception) { null }
    println(answer)
}`;
		expect(await callsIn(code)).toEqual(["chat.completions openai gpt-4o [user: ‹args.firstOrNull()›]"]);
	});

	it("takes a parameter's default, and names that other files of the package declare", async () => {
		const code = `class Teller(private val client: OpenAIClient) {
    fun tell(topic: String, model: String = MODEL) {
        client.chat().completions().create(
            ChatCompletionCreateParams.builder().model(model).addSystemMessage(Prompts.TELL).addUserMessage(topic).build())
    }
}`;
		const prompts = `object Prompts { const val TELL = "Tell it short." }
const val MODEL = "gpt-4.1"`;
		expect(await callsIn(code, { "Prompts.kt": prompts })).toEqual([
			"chat.completions openai gpt-4.1 [system: Tell it short. | user: ‹topic›]",
		]);
	});

	it("reads a script's calls at its top", async () => {
		const code = `${imports}val client = OpenAIOkHttpClient.fromEnv()
client.chat().completions().create(ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage("Hi").build())
`;
		const { calls } = await linkFiles({ "run.main.kts": code });
		expect(calls.map((call) => call.model.name)).toEqual(["gpt-4o"]);
	});

	it("passes over chains of the same shape on other clients", async () => {
		const code = `class Desk(private val store: Store) {
    fun save(text: String) {
        store.chat().completions().create(Row(text))
        store.messages().create(mapOf("model" to "gpt-4o"))
    }
}`;
		expect(await callsIn(code)).toEqual([]);
	});
});
