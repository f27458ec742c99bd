"""Set-up of things that live at the vendor; nothing here is a request to a model."""
import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def prepare(path: str) -> str:
    upload = await client.files.create(file=open(path, "rb"), purpose="assistants")
    assistant = await client.beta.assistants.create(model="gpt-4o", instructions="You know our shelves.")
    thread = await client.beta.threads.create()
    await client.beta.threads.messages.create(thread.id, role="user", content=f"Read {upload.id}")
    return assistant.id


async def forget(file_id: str) -> None:
    await client.files.delete(file_id)


if __name__ == "__main__":
    asyncio.run(prepare("shelves.pdf"))
