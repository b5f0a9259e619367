"""Lines between the bench driver and a peer: `ready {json}` first, then one JSON line per request."""

import json
import sys
from collections.abc import Callable


def converse(facts: dict, **answers: Callable[[int], dict]) -> None:
    """Announces `facts`, then answers `word K` with `answers[word](K)` until `quit` or the end of input."""
    say("ready " + json.dumps(facts))
    for line in sys.stdin:
        word, *rest = line.split() or [""]
        if word == "quit":
            return
        if word in answers and len(rest) == 1 and rest[0].isdigit():
            say(json.dumps(answers[word](int(rest[0]))))
        else:
            known = ", ".join(f"'{name} K'" for name in answers)
            say(json.dumps({"error": f"unknown request {line.strip()!r}: say {known} or 'quit'"}))


def say(line: str) -> None:
    print(line, flush=True)
