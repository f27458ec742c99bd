"""Fills the cache of summaries; run nightly."""
import argparse
import json
from pathlib import Path

from langchain_openai import ChatOpenAI


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="gpt-4.1-mini")
    arguments = parser.parse_args()
    model = ChatOpenAI(model=arguments.model, timeout=60)
    summaries = {}
    for path in sorted(arguments.folder.rglob("*.md")):
        reply = model.invoke(
            f"{path.read_text()}\n\n"
            "Above is one page of the documentation of a travel planning API. Summarise it for the search index. "
            "Start with the name of the endpoint or of the concept, then say in one sentence what it is for and in one "
            "sentence when not to use it. List the required parameters, separated by commas. Do not copy examples, do not "
            "mention the version, and do not use more than eighty words in all."
        )
        summaries[str(path)] = reply.content
    Path("summaries.json").write_text(json.dumps(summaries, indent=2))


if __name__ == "__main__":
    main()
