"""What stops the program: an exception with one line for the user and an exit code."""

from typing import ClassVar

from convtool.messages import Message


class ConvtoolError(Exception):
    """The tool could not do the job; `message` says why, `exit_code` follows the documented table."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: Message, help: Message | None = None) -> None:
        super().__init__(message.text)
        self.message = message
        self.help = help


class WrongUse(ConvtoolError):  # noqa: N818 - reads as the sentence it is
    """The question is wrong: an unknown id, file or option, or an empty match."""

    exit_code = 2
