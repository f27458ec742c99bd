import json
from pathlib import Path

import boto3
from botocore.config import Config

from claims.config import ASSESS_MODEL, PROFILE, SMALL_MODEL, TITAN

bedrock = boto3.client("bedrock-runtime", region_name="eu-central-1", config=Config(retries={"max_attempts": 8}))

ASSESS = Path(__file__).with_name("prompts").joinpath("assess.txt").read_text()
LETTER = (Path(__file__).parent / "prompts" / "letter.txt").read_text()


def assess(claim: dict) -> dict:
    response = bedrock.converse(
        modelId=ASSESS_MODEL,
        system=[{"text": ASSESS}],
        messages=[{"role": "user", "content": [{"text": json.dumps(claim)}]}],
        inferenceConfig={"maxTokens": 400, "temperature": 0},
    )
    return json.loads(response["output"]["message"]["content"][0]["text"])


def assess_for(insurer: str, claim: dict) -> dict:
    response = bedrock.converse(
        modelId=ASSESS_MODEL,
        system=[{"text": f"The insurer is {insurer}."}, {"text": ASSESS}],
        messages=[{"role": "user", "content": [{"text": json.dumps(claim)}]}],
    )
    return json.loads(response["output"]["message"]["content"][0]["text"])


def letter(claim: dict, decision: dict) -> str:
    prompt = LETTER.replace("{{name}}", claim["name"]).replace("{{number}}", str(claim["number"]))
    response = bedrock.converse(
        modelId=SMALL_MODEL,
        messages=[{"role": "user", "content": [{"text": prompt + "\n\n" + json.dumps(decision)}]}],
        inferenceConfig={"maxTokens": 250},
    )
    return response["output"]["message"]["content"][0]["text"]


def stream_summary(documents: list[str]):
    response = bedrock.converse_stream(
        modelId=PROFILE,
        messages=[{"role": "user", "content": [{"text": "Summarise these documents in five bullet points."}, *({"text": d} for d in documents)]}],
    )
    for event in response["stream"]:
        yield event.get("contentBlockDelta", {}).get("delta", {}).get("text", "")


def embed(text: str) -> list[float]:
    response = bedrock.invoke_model(modelId=TITAN, body=json.dumps({"inputText": text}))
    return json.loads(response["body"].read())["embedding"]


def classify(text: str) -> str:
    body = {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 10,
        "system": "Answer with one word: fire, water, storm, theft or other.",
        "messages": [{"role": "user", "content": text}],
    }
    response = bedrock.invoke_model(modelId="anthropic.claude-3-haiku-20240307-v1:0", body=json.dumps(body))
    return json.loads(response["body"].read())["content"][0]["text"]
