from google import genai
from google.genai import types

from studio.settings import LOCATION, MODEL, Gemini

client = genai.Client(vertexai=True, location=LOCATION)

DRAMATURGY = """You are the dramaturge of a studio that makes short documentary films about crafts.

A film has three acts. The first act shows the finished thing and asks how it was made; it never shows the workshop. The second act
shows the work in the order in which it happens, and contains at least one moment in which it nearly fails. The third act shows
the thing in use by somebody who did not make it. The maker speaks, nobody else does. There is no music while hands are visible.
No sentence of the narration repeats what can be seen. The film ends on a sound, not on a word."""

config = types.GenerateContentConfig(system_instruction=DRAMATURGY, temperature=0.9, max_output_tokens=2000)


def outline(craft: str) -> str:
    response = client.models.generate_content(
        model=Gemini.PRO,
        contents=f"Outline a film about {craft}.",
        config=config,
    )
    return response.text


def outline_for(client_name: str, craft: str) -> str:
    response = client.models.generate_content(
        model=Gemini.PRO.value,
        contents=f"Outline a film about {craft}.",
        config=types.GenerateContentConfig(
            system_instruction=f"The film is paid for by {client_name}.\n\n{DRAMATURGY}",
            max_output_tokens=2000,
        ),
    )
    return response.text


def narration(shots: list[str]) -> str:
    prompt = ["These are the shots of the film:"]
    prompt += [f"{number}. {shot}" for number, shot in enumerate(shots, 1)]
    prompt.append(
        "Write the narration. Every sentence belongs to one shot and carries its number in brackets. At least a third of the shots "
        "stay without a sentence. Sentences have at most twelve words. Use the present tense, name tools by the names that "
        "the craft uses, and explain a name only when the film depends on it. Never use the words passion, tradition or secret."
    )
    response = client.models.generate_content(model=MODEL, contents="\n".join(prompt))
    return response.text


def stream_titles(craft: str):
    for chunk in client.models.generate_content_stream(
        model=Gemini.LITE,
        contents=["Ten titles of at most three words for a film about", craft],
    ):
        yield chunk.text


def tokens(text: str) -> int:
    return client.models.count_tokens(model=MODEL, contents=text).total_tokens


async def still(description: str) -> bytes:
    response = await client.aio.models.generate_images(
        model="imagen-4.0-generate-001", prompt=f"A workshop: {description}"
    )
    return response.generated_images[0].image.image_bytes
