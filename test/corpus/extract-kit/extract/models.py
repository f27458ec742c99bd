import enum


class ModelName(enum.Enum):
    BEST = "gpt-5"
    GOOD = "gpt-4o-2024-08-06"
    CHEAP = "gpt-4o-mini"

    @property
    def limit(self) -> int:
        return 4000 if self is ModelName.BEST else 1500


BY_VENDOR = {
    "mistral": "mistral-large-latest",
    "groq": "llama-3.3-70b-versatile",
    "together": "meta-llama/Llama-3.3-70B-Instruct-Turbo",
    "cohere": "command-r-plus-08-2024",
    "ollama": "qwen2.5:7b",
}
