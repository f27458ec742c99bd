mod notes;
mod orders;

use async_openai::{types::CreateChatCompletionRequestArgs, Client};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let model = std::env::var("NOTES_MODEL").unwrap_or_else(|_| "gpt-4o-mini".to_string());
    let client = Client::new();
    let request = CreateChatCompletionRequestArgs::default().model(model).messages(vec![]).build()?;
    client.chat().create(request).await?;
    orders::create(3).await?;
    Ok(())
}
