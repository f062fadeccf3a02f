"""What templates see of anything: named values that never change.

It is a dataclass to whoever asks for its fields, but no code is written for each class: of the hundred classes that
would take longer to load than the pages of a change take to make.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, ClassVar, NoReturn, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Shown:
    """Fields by name; equal to another of the same class with equal values."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    _names: ClassVar[tuple[str, ...]] = ()
    _all: ClassVar[frozenset[str]] = frozenset()
    _required: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        """Collect the fields, those inherited first."""
        dataclass(init=False, repr=False, eq=False, match_args=False)(cls)
        cls._names = tuple(each.name for each in fields(cls))
        cls._all = frozenset(cls._names)
        cls._required = frozenset(each.name for each in fields(cls) if each.default is MISSING)

    def __init__(self, **values: object) -> None:
        """Take a value for every field; that of one with a default may be left out."""
        if values.keys() != self._all and not self._required <= values.keys() <= self._all:
            wrong = sorted(self._required - values.keys()) + sorted(values.keys() - self._all)
            raise TypeError(f"{type(self).__name__}: {', '.join(wrong)}")
        object.__setattr__(self, "__dict__", values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse."""
        raise FrozenInstanceError(name)

    def __eq__(self, other: object) -> bool:
        """Compare the values, field by field."""
        return self._values() == other._values() if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        """Give the same number for equal ones."""
        return hash(self._values())

    def __repr__(self) -> str:
        """Show the class and the values."""
        return f"{type(self).__name__}{dict(zip(self._names, self._values(), strict=True))}"

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self._names])
