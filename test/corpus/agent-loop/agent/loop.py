from __future__ import annotations

import anthropic

from .constants import MAX_STEPS, SYSTEM, TOOLS, Model
from .tools import run_tool

client = anthropic.Anthropic()


def solve(task: str) -> list[dict]:
    messages: list[dict] = [{"role": "user", "content": task}]
    for _ in range(MAX_STEPS):
        response = client.messages.create(
            model=Model.MAIN,
            max_tokens=4096,
            system=[{"type": "text", "text": SYSTEM, "cache_control": {"type": "ephemeral"}}],
            tools=TOOLS,
            messages=messages,
        )
        messages.append({"role": "assistant", "content": response.content})
        if response.stop_reason != "tool_use":
            return messages
        results = [
            {"type": "tool_result", "tool_use_id": block.id, "content": run_tool(block.name, block.input)}
            for block in response.content
            if block.type == "tool_use"
        ]
        messages.append({"role": "user", "content": results})
    return messages


def solve_in(folder: str, branch: str, task: str) -> str:
    system = f"The working copy is at {folder} on branch {branch}.\n\n" + SYSTEM
    with client.messages.stream(
        model=Model.MAIN.value,
        max_tokens=8192,
        system=system,
        messages=[{"role": "user", "content": task}],
    ) as stream:
        return stream.get_final_text()


def solve_in_cached(folder: str, branch: str, task: str) -> str:
    message = client.messages.create(
        model=Model.MAIN.value,
        max_tokens=8192,
        system=[
            {"type": "text", "text": SYSTEM, "cache_control": {"type": "ephemeral"}},
            {"type": "text", "text": f"The working copy is at {folder} on branch {branch}."},
        ],
        messages=[{"role": "user", "content": task}],
    )
    return message.content[0].text


def count(task: str) -> int:
    return client.messages.count_tokens(model=Model.MAIN, messages=[{"role": "user", "content": task}]).input_tokens
