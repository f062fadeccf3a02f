"""What stands where a value is asked for: a value, a reason for having none, or nothing that answers."""

from convtool.records import Record


def unexplained(record: Record, key: str) -> bool:
    """Tell whether `key` has neither a value nor a reason: left out, unknown, silent, or planned for later.

    `{none: because}` and `{not_chosen: because}` are reasons.
    """
    if not record.missing(key):
        return False
    answer = record.answers.get(record.fields[key].name)
    return answer is None or answer.word not in {"none", "not_chosen"}


def empty(record: Record, key: str) -> bool:
    """Tell whether a list holds nothing and no reason says why; one whose items cannot be read does hold something."""
    if unexplained(record, key):
        return True
    written = record.wrote(key)
    return getattr(record, key) == () and not getattr(written, "items", None)
