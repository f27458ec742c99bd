use aws_sdk_lambda::Client;

pub async fn create(count: u32) -> anyhow::Result<()> {
    let client = Client::new(&aws_config::load_from_env().await);
    client.invoke().function_name("orders").send().await?;
    let chat = Room::new();
    chat.create(count).await?;
    Ok(())
}

struct Room;

impl Room {
    fn new() -> Self {
        Room
    }

    async fn create(&self, _count: u32) -> anyhow::Result<()> {
        Ok(())
    }
}
