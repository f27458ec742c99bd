#!/usr/bin/env python
# PYTHON_ARGCOMPLETE_OK
"""Embeds the titles of the library catalogue, a thousand at a time."""
import argparse
import csv
import os

import argcomplete
import numpy as np
from openai import OpenAI
from tqdm import tqdm

EMBEDDING_MODEL = os.environ.get("CATALOGUE_EMBEDDINGS", "text-embedding-3-small")


def parse_arguments(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue")
    parser.add_argument("--out", default="vectors.npy")
    parser.add_argument("--summary-model", dest="summary_model", default="gpt-4o-mini")
    argcomplete.autocomplete(parser)
    return parser.parse_args(argv)


def batches(rows, size=1000):
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def main(argv=None):
    args = parse_arguments(argv)
    client = OpenAI(max_retries=6)
    with open(args.catalogue, newline="") as handle:
        titles = [row["title"] for row in csv.DictReader(handle)]
    vectors = []
    for batch in tqdm(list(batches(titles))):
        response = client.embeddings.create(input=batch, model=EMBEDDING_MODEL)
        vectors.extend(item.embedding for item in response.data)
    np.save(args.out, np.array(vectors))
    summary = client.chat.completions.create(
        model=args.summary_model,
        messages=[{"role": "user", "content": f"Which subjects does this catalogue cover? {titles[:200]}"}],
    )
    print(summary.choices[0].message.content)


if __name__ == "__main__":
    main()
