#!/usr/bin/env python3
"""table.py RESULTS: Markdown tables of what a step takes and of how large a checkpoint is, here and in LangGraph."""
import json
import sys

# What of ours stands beside what of theirs.
ROWS = [
    ("the graph alone", "step", "step"),
    ("a checkpoint a turn here, a step there, in memory", "memory", "memory"),
    ("SQLite: a commit a turn here, a step there", "sqlite", "sqlite"),
    ("SQLite: a commit a turn on both sides", "sqlite", "sqlite at the end of a turn"),
    ("SQLite, 64 conversations at once: a commit a turn here, a step there", "sqlite, 64 at once", "sqlite, 64 at once"),
    ("SQLite, 64 conversations at once: a commit a turn on both sides", "sqlite, 64 at once",
     "sqlite at the end of a turn, 64 at once"),
]


def main(results):
    steps, sizes = {}, {}
    with open(results) as file:
        for line in map(json.loads, file):
            if "bytes" in line:
                sizes[line["implementation"], line["turns"]] = line["bytes"]
            else:
                key = line["implementation"], line["case"]
                steps[key] = min(steps.get(key, float("inf")), line["step"])
    print("| a step of ten, ns | trama | langgraph 1.2.24 | times |\n|---|--:|--:|--:|")
    for name, ours, theirs in ROWS:
        ours, theirs = steps["trama", ours], steps["langgraph", theirs]
        print(f"| {name} | {ours:,.0f} | {theirs:,.0f} | {theirs / ours:,.0f} |")
    print("\n| checkpoint after turns, bytes | trama | langgraph 1.2.24 |\n|--:|--:|--:|")
    for turns in (1, 10, 100, 1000):
        print(f"| {turns:,} | {sizes['trama', turns]:,} | {sizes['langgraph', turns]:,} |")


main(*sys.argv[1:])
