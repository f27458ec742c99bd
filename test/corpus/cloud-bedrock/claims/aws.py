"""The other services. None of them is a model."""
import json

import boto3

lambda_client = boto3.client("lambda")
s3 = boto3.client("s3")
steps = boto3.client("stepfunctions")
sagemaker = boto3.client("sagemaker")
agents = boto3.client("bedrock")
table = boto3.resource("dynamodb").Table("claims")


def assess_elsewhere(claim: dict) -> dict:
    response = lambda_client.invoke(FunctionName="assess", Payload=json.dumps(claim))
    return json.loads(response["Payload"].read())


def start(claim: dict) -> str:
    return steps.start_execution(stateMachineArn="claims", input=json.dumps(claim))["executionArn"]


def keep(claim: dict) -> None:
    table.put_item(Item=claim)
    s3.put_object(Bucket="claims", Key=claim["number"], Body=json.dumps(claim))


def models() -> list[str]:
    return [m["modelId"] for m in agents.list_foundation_models()["modelSummaries"]]


def train(name: str) -> None:
    sagemaker.create_model(ModelName=name, PrimaryContainer={"Image": "claims"})


def handler(event: dict, context) -> dict:
    return {"statusCode": 200, "body": context.aws_request_id}
