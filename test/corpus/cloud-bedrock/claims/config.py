import os

ASSESS_MODEL = os.environ.get("ASSESS_MODEL_ID", "anthropic.claude-sonnet-4-5-20250929-v1:0")
SMALL_MODEL = "amazon.nova-lite-v1:0"
TITAN = "amazon.titan-embed-text-v2:0"
PROFILE = os.environ["INFERENCE_PROFILE_ARN"]
