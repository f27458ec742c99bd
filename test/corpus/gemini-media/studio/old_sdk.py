"""Kept until the archive is moved: the SDK before the present one."""
import google.generativeai as genai

genai.configure()

model = genai.GenerativeModel("gemini-1.5-flash", system_instruction="You describe old photographs without guessing names.")
plain = genai.GenerativeModel(model_name="gemini-1.5-pro")


def describe(photo) -> str:
    return model.generate_content(["What is on this photograph?", photo]).text


async def date(caption: str) -> str:
    response = await plain.generate_content_async(f"In which decade was this written? {caption}")
    return response.text


def talk(lines: list[str]) -> list[str]:
    chat = plain.start_chat(history=[])
    return [chat.send_message(line).text for line in lines]
