from enum import Enum


class Model(str, Enum):
    MAIN = "claude-sonnet-4-5"
    FAST = "claude-haiku-4-5"
    VISION = "gpt-4o"


MAX_STEPS = 25

SYSTEM = """You are a maintenance engineer who works in a git repository through tools.

How you work
- Read before you write. Never edit a file that you have not opened in this conversation.
- Make the smallest change that solves the task, and keep the style of the file.
- Run the tests after every change. When a test fails, find the cause before you change anything else.
- Never delete or weaken a test to make it pass, and never disable a linter rule.
- Never touch files outside the repository and never read files named .env.
- Stop and ask when the task contradicts what you find in the code.

How you report
- Say what you changed, file by file, in one line each.
- Say which tests you ran and how they ended.
- Say what you did not do although it was asked.
"""

TOOLS = [
    {
        "name": "read_file",
        "description": "Reads a text file of the repository and returns it with line numbers. Fails for binary files.",
        "input_schema": {"type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"]},
    },
    {
        "name": "run_tests",
        "description": "Runs the tests below a folder and returns the last two hundred lines of the output.",
        "input_schema": {"type": "object", "properties": {"folder": {"type": "string"}}, "required": ["folder"]},
    },
]
