"""Lines between the bench driver and a peer: `ready {json}` first, then one JSON line per request."""

import json
import sys
from collections.abc import Callable


def converse(facts: dict, steps: Callable[[int], dict]) -> None:
    """Announces `facts`, then answers `steps K` with `steps(K)` until `quit` or the end of input."""
    say("ready " + json.dumps(facts))
    for line in sys.stdin:
        word, *rest = line.split() or [""]
        if word == "quit":
            return
        if word == "steps" and len(rest) == 1 and rest[0].isdigit():
            say(json.dumps(steps(int(rest[0]))))
        else:
            say(json.dumps({"error": f"unknown request {line.strip()!r}: say 'steps K' or 'quit'"}))


def say(line: str) -> None:
    print(line, flush=True)
