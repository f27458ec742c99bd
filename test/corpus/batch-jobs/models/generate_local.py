"""Runs on our own cards: no request leaves the machine."""
import torch
from diffusers import StableDiffusionPipeline
from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline

tokenizer = AutoTokenizer.from_pretrained("meta-llama/Llama-3.2-1B")
model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.2-1B", torch_dtype=torch.bfloat16)
drawing = StableDiffusionPipeline.from_pretrained("stabilityai/sd-turbo")


def generate_text(prompt: str, max_tokens: int = 64) -> str:
    inputs = tokenizer(prompt, return_tensors="pt")
    output = model.generate(**inputs, max_new_tokens=max_tokens)
    return tokenizer.decode(output[0], skip_special_tokens=True)


def embed(texts: list[str]) -> torch.Tensor:
    batch = tokenizer(texts, return_tensors="pt", padding=True)
    with torch.no_grad():
        return model.model.embed_tokens(batch.input_ids).mean(dim=1)


def picture(prompt: str):
    return drawing(prompt, num_inference_steps=1).images[0]


def main() -> None:
    print(generate_text("The library opens at"))
    print(embed(["a shelf", "a ladder"]).shape)
    classify = pipeline("zero-shot-classification")
    print(classify("A book about bees", candidate_labels=["nature", "history"]))
