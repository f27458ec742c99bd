from functools import lru_cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SUPPORT_", env_file=".env")

    product_name: str = "Parcelly"
    database_url: str = "postgresql+asyncpg://localhost/support"
    answer_model: str = "gpt-4.1"
    triage_model: str = Field(default="gpt-4.1-nano", description="Cheap model for routing")
    embedding_model: str = "text-embedding-3-small"
    audit_model: str
    openai_api_key: str = ""
    max_answer_tokens: int = 600


@lru_cache
def get_settings() -> Settings:
    return Settings()


settings = get_settings()
