#!/usr/bin/env python3
"""table.py CASES RESULTS: a Markdown table of what the implementations took, and how many times our time that is."""
import json
import sys

OURS, PEERS = "trama", ["common-expression-language", "cel-python"]


def figure(nanoseconds):
    return f"{nanoseconds:,.0f}"


def main(cases, results):
    with open(cases) as file:
        cases = json.load(file)["cases"]
    with open(results) as file:
        lines = [json.loads(line) for line in file]
    times = {}
    for line in lines:
        least = times.setdefault((line["implementation"], line["case"]), line)
        for work in ("evaluate", "compile"):
            least[work] = min(least[work], line[work])
    for work in ("evaluate", "compile"):
        heads = [f"{work}, ns", "trama", "common-expression-language 0.10.0", "times", "cel-python 0.5.0", "times"]
        print("| " + " | ".join(heads) + " |")
        print("|---|" + "--:|" * (len(heads) - 1))
        for case in cases:
            ours = times[OURS, case["name"]][work]
            cells = [f"`{case['expression']}`".replace("|", "\\|"), figure(ours)]
            for peer in PEERS:
                its = times[peer, case["name"]][work]
                cells += [figure(its), f"{its / ours:.1f}"]
            print("| " + " | ".join(cells) + " |")
        print()


main(*sys.argv[1:])
