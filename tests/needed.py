"""What a test needs from outside Python: where it is not here, the test says aloud what nobody looked at."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def needed(what: str, found: str | None, unseen: str) -> str:
    """Give what was found; without it skip and say what was not looked at, or fail where everything has to be there."""
    if found:
        return found
    sentence = f"NOT CHECKED: {what} is not here, so nothing looked at {unseen}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


def package(path: str, unseen: str) -> str:
    """Give the path of a file that npm installed."""
    file = ROOT / "node_modules" / path
    return needed(f"{path} (npm ci)", str(file) if file.exists() else None, unseen)
