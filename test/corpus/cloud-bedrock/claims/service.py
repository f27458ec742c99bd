from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import boto3

from claims import config
from claims.texts import load, text

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient


@dataclass
class ClaimsModel:
    client: BedrockRuntimeClient
    model_id: str = config.SMALL_MODEL

    @classmethod
    def default(cls) -> ClaimsModel:
        return cls(client=boto3.Session().client("bedrock-runtime"))

    def run(self, instruction: str, text: str) -> str:
        response = self.client.converse(
            modelId=self.model_id,
            system=[{"text": instruction}],
            messages=[{"role": "user", "content": [{"text": text}]}],
        )
        return response["output"]["message"]["content"][0]["text"]


def questions(claim_text: str) -> str:
    return ClaimsModel.default().run("List what has to be asked before the claim can be decided.", claim_text)


def fraud(model: ClaimsModel, customer: str, claim_text: str) -> str:
    return model.run(
        f"Customer {customer}. Look for signs that the claim is invented. Typical signs are round amounts, receipts that were "
        "printed on the same day, goods that do not fit the size of the flat, a claim within four weeks of the start of the "
        "policy, and a story that explains more than was asked. One sign alone means nothing. Name the signs that you see, quote "
        "the words, and rate the suspicion as none, weak or strong. Do not accuse anybody.",
        claim_text,
    )


def assess_again(model: ClaimsModel, claim_text: str) -> str:
    return model.run(text("assess"), claim_text)


def assess_with_history(model: ClaimsModel, history: str, claim_text: str) -> str:
    return model.run(f"{history}\n\n{load('assess')}", claim_text)
