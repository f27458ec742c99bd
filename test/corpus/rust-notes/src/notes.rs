use async_openai::config::OpenAIConfig;
use async_openai::types::{
    ChatCompletionRequestSystemMessageArgs, ChatCompletionRequestUserMessage, ChatCompletionRequestUserMessageArgs,
    CreateChatCompletionRequestArgs, CreateEmbeddingRequestArgs, CreateImageRequestArgs,
};
use async_openai::Client;
use std::sync::mpsc::Sender;

const RULES: &str = "You answer questions of people who garden on balconies. Keep to plants that live in pots, say how much light and water each needs, never recommend a plant that is poisonous for pets, name the month in which to sow, and when you are not sure about a plant say so plainly instead of guessing. Close with one sentence that says what to look after next week. ";
const MODEL: &str = "gpt-4.1-mini";

pub struct Notes {
    client: Client<OpenAIConfig>,
    events: Sender<String>,
}

impl Notes {
    pub fn new(events: Sender<String>) -> Self {
        Self { client: Client::new(), events }
    }

    pub async fn answer(&self, question: &str) -> anyhow::Result<String> {
        let request = CreateChatCompletionRequestArgs::default()
            .model(MODEL)
            .max_tokens(400u32)
            .messages([
                ChatCompletionRequestSystemMessageArgs::default().content(RULES).build()?.into(),
                ChatCompletionRequestUserMessageArgs::default().content(question).build()?.into(),
            ])
            .build()?;
        let response = self.client.chat().create(request).await?;
        self.events.send("answered".to_string())?;
        Ok(response.choices[0].message.content.clone().unwrap_or_default())
    }

    pub async fn greet(&self, visitor: &Visitor) -> anyhow::Result<()> {
        let prompt = format!("The visitor is {}. {}", visitor.name, RULES);
        let request = CreateChatCompletionRequestArgs::default()
            .model("gpt-4o")
            .messages(vec![ChatCompletionRequestUserMessage::from(prompt).into()])
            .build()?;
        let _stream = self.client.chat().create_stream(request).await?;
        Ok(())
    }

    pub async fn index(&self, texts: Vec<String>) -> anyhow::Result<()> {
        let request = CreateEmbeddingRequestArgs::default().model("text-embedding-3-small").input(texts).build()?;
        self.client.embeddings().create(request).await?;
        Ok(())
    }
}

pub struct Visitor {
    pub name: String,
}

pub async fn picture(client: &Client<OpenAIConfig>, text: String) -> anyhow::Result<()> {
    let request = CreateImageRequestArgs::default().prompt(text).build()?;
    client.images().create(request).await?;
    Ok(())
}
