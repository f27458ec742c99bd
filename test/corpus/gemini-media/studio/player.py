"""Pages with films in them."""
from dataclasses import dataclass

import telegram
from jinja2 import Environment
from moviepy import VideoFileClip
from wagtail.embeds import embeds

environment = Environment()


@dataclass
class Player:
    url: str

    def embed(self, width: int = 640) -> str:
        return f'<iframe src="{self.url}" width="{width}"></iframe>'


def page(url: str, context: dict) -> str:
    template = environment.from_string("{{ player }}<p>{{ text }}</p>")
    player = Player(url).embed(width=800)
    return template.render(context=context, player=player)


def preview(url: str) -> str:
    return embeds.get_embed(url).html


def cut(path: str, seconds: float) -> None:
    VideoFileClip(path).subclipped(0, seconds).write_videofile("cut.mp4")


async def announce(bot: telegram.Bot, chat_id: int, text: str) -> None:
    await bot.send_message(chat_id=chat_id, text=text)


class Chat:
    def send_message(self, text: str) -> str:
        return text


def comment(text: str) -> str:
    return Chat().send_message(text)
