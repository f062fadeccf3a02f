"""Text that people wrote, made fit for a page: escaped for Markdown, or with the little markup that prose may have.

Prose takes paragraphs, lists, emphasis and links to https and mailto, and nothing else: all other marks stay the
characters they are.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$&^@])|(?<=:)(//)|(?i:(?<=\bwww)(\.))")
_SPACE = re.compile(r"\s+")
_START = re.compile(r"(\s*)(?:([-+=:!])|(\d{1,9})(?=[.)](?:\s|$)))")
_MARKED = re.compile(r"[\\`*_\[\]<>&!~|#=]|\n|^\s*(?:[-+]|\d+[.)])\s")
_SCHEMES = ("https", "mailto")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\\"'<>`()]")


@lru_cache(maxsize=4096)
def escape_markdown(text: str) -> str:
    """Give a text as one line that Markdown shows as it is, wherever it stands on a line."""
    escaped = _MARKS.sub(r"\\\g<0>", _SPACE.sub(" ", text))
    start = _START.match(escaped)  # what would begin a list, an underline or a definition
    if start is None:
        return escaped
    space, mark, digits = start.groups()
    return f"{space}{digits}\\" + escaped[start.end() :] if digits else f"{space}\\{mark}" + escaped[start.end() :]


def safe_address(text: str) -> str | None:
    """Give an address that may be a link (https or mailto, no credentials, no odd characters), else None."""
    if _UNSAFE.search(text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or "@" in parts.netloc:
        return None
    return text if parts.netloc or parts.scheme == "mailto" else None


@lru_cache(maxsize=4096)
def prose_to_html(text: str) -> str:
    """Give prose as blocks of HTML."""
    if not _MARKED.search(text):
        return f"<p>{html.escape(text)}</p>"
    return str(_parser().render(text)).strip()


@lru_cache(maxsize=4096)
def prose_to_html_line(text: str) -> str:
    """Give prose as one run of HTML, for a cell or the middle of a sentence."""
    if not _MARKED.search(text):
        return html.escape(text)
    parser = _parser()
    runs = [token.children or [] for token in parser.parse(text) if token.type == "inline"]
    return " ".join(_without_breaks(parser.renderer.render(run, parser.options, {})) for run in runs)


@lru_cache(maxsize=4096)
def prose_to_markdown(text: str) -> str:
    """Give prose as blocks of Markdown in which nothing stands but what prose may have."""
    if not _MARKED.search(text):
        return escape_markdown(text)
    return "\n\n".join(_blocks(_parser().parse(text)))


@lru_cache(maxsize=4096)
def prose_to_markdown_line(text: str) -> str:
    """Give prose as one line of Markdown."""
    if not _MARKED.search(text):
        return escape_markdown(text.strip())
    return " ".join(_inline(token.children or ()) for token in _parser().parse(text) if token.type == "inline")


def _without_breaks(text: str) -> str:
    return " ".join(re.sub(r"<br\s*/?>", " ", text).split())


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - twice a bare interpreter, and most texts have no markup

    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    parser.disable(
        ["table", "fence", "code", "blockquote", "hr", "heading", "lheading", "reference", "html_block", "image"]
    )
    parser.disable(["strikethrough", "backticks", "autolink", "html_inline"])
    parser.validateLink = lambda address: safe_address(address) is not None  # type: ignore[method-assign, assignment]
    return parser


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    """Give each paragraph, and each list with its items one below the other."""
    marks: list[str] = []
    items: list[str] = []
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            marks.append("-" if token.type == "bullet_list_open" else "1.")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            marks.pop()
            if not marks:
                yield "\n".join(items)
                items = []
        elif token.type == "inline":
            text = _inline(token.children or ())
            if marks:
                items.append("    " * (len(marks) - 1) + f"{marks[-1]} {text}")
            else:
                yield text


def _inline(tokens: Iterable[Token]) -> str:
    found: list[str] = []
    for token in tokens:
        match token.type:
            case "text":
                found.append(escape_markdown(token.content) if not found else _MARKS.sub(r"\\\g<0>", token.content))
            case "em_open" | "em_close":
                found.append("*")
            case "strong_open" | "strong_close":
                found.append("**")
            case "link_open":
                found.append("[")
                address = str(token.attrs.get("href", ""))
            case "link_close":
                found.append(f"](<{address}>)")
            case _:
                found.append(" ")
    return " ".join("".join(found).split())
