import base64
from pathlib import Path

from openai import OpenAI
from sorl import thumbnail

client = OpenAI()


def cover(title: str) -> bytes:
    picture = client.images.generate(model="gpt-image-1", prompt=f"A plain book cover for {title!r}", size="1024x1024")
    return base64.b64decode(picture.data[0].b64_json)


def retouch(path: Path) -> str:
    return client.images.edit(model="dall-e-2", image=path.open("rb"), prompt="Remove the sticker of the library").data[0].url


def transcript(path: Path) -> str:
    with path.open("rb") as audio:
        return client.audio.transcriptions.create(model="whisper-1", file=audio).text


def read_aloud(text: str, path: Path) -> None:
    with client.audio.speech.with_streaming_response.create(model="gpt-4o-mini-tts", voice="sage", input=text) as speech:
        speech.stream_to_file(path)


def small(path: Path):
    return thumbnail.get_thumbnail(path, "100x100", crop="center")


class Images:
    def generate(self, model: str, prompt: str) -> bytes:
        return b""


images = Images()


def placeholder(title: str) -> bytes:
    return images.generate(model="grey", prompt=title)
