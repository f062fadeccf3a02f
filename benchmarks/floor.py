"""What nobody can go below: `python benchmarks/floor.py bytes|events FOLDER`."""

import sys
from pathlib import Path


def read(folder: Path) -> list[bytes]:
    """Give the bytes of every file of a register."""
    return [path.read_bytes() for name in ("convenants", "partners") for path in (folder / "data" / name).iterdir()]


def events(texts: list[bytes]) -> int:
    """Count what libyaml says of every file; nothing of it is kept."""
    from yaml import StreamEndEvent  # noqa: PLC0415 - reading alone does without
    from yaml._yaml import CParser  # noqa: PLC0415 - likewise

    count = 0
    for text in texts:
        parser = CParser(text)
        while not isinstance(parser.get_event(), StreamEndEvent):
            count += 1
    return count


if __name__ == "__main__":
    found = read(Path(sys.argv[2]))
    if sys.argv[1] == "events":
        events(found)
