"""Where the agent hears about its tasks."""
import discord
from github import Github
from slack_sdk import WebClient

slack = WebClient()
github = Github()
bot = discord.Client(intents=discord.Intents.default())


class Conversation:
    """A thread in a chat room. Not a conversation with a model."""

    def __init__(self, channel: str):
        self.channel = channel
        self.messages = MessageList(self)

    def complete(self, text: str) -> None:
        self.messages.create(text, model="plain")


class MessageList:
    def __init__(self, conversation: Conversation):
        self.conversation = conversation

    def create(self, text: str, model: str) -> dict:
        return slack.chat_postMessage(channel=self.conversation.channel, text=text)


def open_issue(repository: str, title: str, prompt: str):
    return github.get_repo(repository).create_issue(title=title, body=prompt)


@bot.event
async def on_message(message: discord.Message):
    thread = await message.channel.create_thread(name="task", message=message)
    await thread.send(f"Working on it, {message.author.mention}")
    Conversation(str(thread.id)).complete("started")
