"""Runs the ten nodes of `bot.yaml` in LangGraph: peers.py WORK writes one JSON line a figure, as engine-benchmark does.

The same values are written by the same nodes, the same condition decides, and one reply is said to one message. The state has the
messages, as LangGraph's own introduction keeps them.
"""
import json
import os
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from operator import add
from typing import Annotated, TypedDict

from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.graph import END, START, StateGraph

NODES = 10


class State(TypedDict):
    total: int
    messages: Annotated[list, add]


def more(state):
    return {"total": state.get("total", 0) + 1}


def reply(state):
    return {"messages": [("ai", f"Recebi: {state['messages'][-1][1]}")]}


def graph(saver):
    builder = StateGraph(State)
    for number in range(1, 9):
        builder.add_node(f"n{number}", more)
    builder.add_node("n9", reply)
    builder.add_node("n10", lambda state: {})
    builder.add_edge(START, "n1")
    for number in (1, 2, 3, 5, 6, 7, 8, 9):
        builder.add_edge(f"n{number}", f"n{number + 1}")
    builder.add_conditional_edges("n4", lambda state: "n5" if state["total"] >= 0 else "n6", ["n5", "n6"])
    builder.add_edge("n10", END)
    return builder.compile(checkpointer=saver)


def turn(compiled, thread, **options):
    config = {"configurable": {"thread_id": thread}}
    state = compiled.invoke({"messages": [("user", "oi")]}, config, **options)
    assert state["messages"][-1][1] == "Recebi: oi"


def nanoseconds(compiled, turns, rounds=5, **options):
    """The least time of a turn among the rounds, each with a conversation of its own."""
    least = float("inf")
    for number in range(rounds):
        begin = time.perf_counter_ns()
        for _ in range(turns):
            turn(compiled, f"{options}{number}", **options)
        least = min(least, (time.perf_counter_ns() - begin) / turns)
    return least


def nanoseconds_at_once(compiled, conversations, turns, rounds=3, **options):
    """The least time of a turn among the rounds, with so many conversations at once, each in a thread."""
    least = float("inf")
    with ThreadPoolExecutor(conversations) as pool:
        for number in range(rounds):
            def talk(conversation):
                for _ in range(turns):
                    turn(compiled, f"{options}{number}-{conversation}", **options)

            begin = time.perf_counter_ns()
            list(pool.map(talk, range(conversations)))
            least = min(least, (time.perf_counter_ns() - begin) / turns / conversations)
    return least


def tell(case, **figures):
    print(json.dumps({"implementation": "langgraph", "case": case, **figures}), flush=True)


def main(work):
    tell("step", step=nanoseconds(graph(None), 50) / NODES)
    tell("memory", step=nanoseconds(graph(InMemorySaver()), 20, durability="sync") / NODES)
    path = os.path.join(work, "langgraph.sqlite")
    with SqliteSaver.from_conn_string(path) as saver:
        compiled = graph(saver)
        tell("sqlite", step=nanoseconds(compiled, 20, durability="sync") / NODES)
        tell("sqlite at the end of a turn", step=nanoseconds(compiled, 20, durability="exit") / NODES)
        tell("sqlite, 64 at once", step=nanoseconds_at_once(compiled, 64, 2, durability="sync") / NODES)
        tell("sqlite at the end of a turn, 64 at once", step=nanoseconds_at_once(compiled, 64, 5, durability="exit") / NODES)
    with SqliteSaver.from_conn_string(os.path.join(work, "sizes.sqlite")) as saver:
        compiled = graph(saver)
        for number in range(1, 1001):
            turn(compiled, "sizes", durability="exit")
            if number in (1, 10, 100, 1000):
                connection = sqlite3.connect(os.path.join(work, "sizes.sqlite"))
                size, = connection.execute(
                    "SELECT length(checkpoint) + length(metadata) FROM checkpoints ORDER BY checkpoint_id DESC LIMIT 1").fetchone()
                connection.close()
                tell("bytes", turns=number, bytes=size)


main(*sys.argv[1:])
