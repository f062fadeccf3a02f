"""What is wrong with a register's own templates, as far as reading them shows: nothing is rendered or worked out.

A name counts as known where any template that can meet this one on a page sets it, so that nothing is found that
would render. Of values only those are looked into that a page itself holds; what lies deeper shows when pages are made.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from functools import cached_property
from itertools import islice
from types import NoneType, UnionType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar, get_args, get_type_hints

from jinja2 import FunctionLoader, TemplateAssertionError, TemplateSyntaxError, nodes

from convtool.context import Page, kinds
from convtool.diagnostics import Fault, Finding, Place
from convtool.limits import MOST
from convtool.messages import Message, say
from convtool.reading import nearest
from convtool.records import Record
from convtool.rendering import Around, environment, page_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

N = TypeVar("N", bound=nodes.Node)

Kind: TypeAlias = object
"""What a name stands for: the type of a page's field, the set of names in a part, or None where that is not known."""

Scope: TypeAlias = dict[str, Kind]

_OF_JINJA = ("caller", "kwargs", "loop", "self", "super", "varargs")
_FORMS = ("_parts/html.j2", "_parts/md.j2")
_WORDS = ("_parts/words.en.j2", "_parts/words.nl.j2")
_STYLES = tuple(f"_parts/{each}.css.j2" for each in ("house", "print", "style", "tokens"))
_SCRIPTS = ("_parts/search.js.j2", "_parts/search.en.js.j2", "_parts/search.nl.js.j2")
_ALONE = {
    **dict.fromkeys(_FORMS, ("said",)),
    **dict.fromkeys(_WORDS, ("form",)),
    **dict.fromkeys(_STYLES, ()),
    **dict.fromkeys(_SCRIPTS, ("searched",)),
}
"""The parts that see no page, and the names that they see."""
_LOOKED_THROUGH = 10_000
"""So many characters of a line are searched for a word; nobody writes longer ones."""
_BREAK = re.compile("\r\n|\r|\n")


class _Use(NamedTuple):
    """A word that must be one of `known`, and the variable it is or belongs to; `before` stands right before it."""

    word: str
    line: int
    known: Collection[str]
    found: Message
    before: str
    variable: str = ""


class _Template:
    """One parsed template: all its nodes, and the names it sets, by a loop or in another way."""

    def __init__(self, tree: nodes.Template) -> None:
        self.tree = tree
        self.nodes = list(_below(tree))
        targets = {id(name): name.name for loop in self.each(nodes.For) for name in _names_in(loop.target)}
        names = {name.name for name in self.each(nodes.Name) if name.ctx != "load" and id(name) not in targets}
        names |= {macro.name for macro in self.each(nodes.Macro)}
        names |= {module.target for module in self.each(nodes.Import)}
        imported = [name for each in self.each(nodes.FromImport) for name in each.names]
        self.looped = frozenset(targets.values())
        self.assigned = frozenset(names | {name if isinstance(name, str) else name[1] for name in imported})

    def each(self, kind: type[N]) -> Iterator[N]:
        """Give the nodes of one kind."""
        return (node for node in self.nodes if isinstance(node, kind))


def mistakes(own: Mapping[str, bytes], shipped: Mapping[str, str]) -> list[Fault]:
    """Give a fault for every mistake in the templates `own` (by path), beside those that come with the tool (by name).

    At most the first 1,000; a word that is not known is told once for each template.
    """
    texts: dict[str, str] = {}
    found: list[Fault] = []
    for path, data in own.items():
        try:
            texts[path.removeprefix("templates/")] = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            found.append(_not_utf8(path, data[: error.start].decode()))
    templates = _Templates({**shipped, **texts})
    found.extend(islice((fault for name in texts for fault in templates.faults(name)), MOST))
    return found


class _Templates:
    """All templates by their name, each parsed when it is asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._environment = environment(FunctionLoader(lambda _: None), None, "html")
        self._parsed: dict[str, _Template] = {}

    def faults(self, name: str) -> Iterator[Fault]:
        """Give the mistakes of one template."""
        reason: Message | str
        hint: Message | None
        try:
            unknown = self._unknown(name)
            if not unknown:
                self._generate(name)
        except TemplateSyntaxError as error:
            line, reason, hint = error.lineno, error.message or "", None
            if not isinstance(error, TemplateAssertionError):
                hint = say("look at the line before it too: what is not closed shows where the next thing begins")
        except RecursionError:
            line, reason = 1, say("too many things in it stand inside each other")
            hint = say("move the inner part to a template of its own, and include it")
        except ValueError as error:  # a number of thousands of digits
            line, reason, hint = 1, str(error), None
        else:
            lines = _BREAK.split(self._texts[name])
            found = [(_place(name, lines, use.line, use), use) for use in unknown[:MOST]]
            for place, use in sorted(found, key=lambda each: each[0]):
                yield Fault("CV901", Finding(place, use.found, _help(use)))
            return
        unread = say("the template cannot be read: {reason}", reason=reason)
        yield Fault("CV901", Finding(_place(name, _BREAK.split(self._texts[name]), line), unread, hint))

    def _template(self, name: str) -> _Template:
        if name not in self._parsed:
            self._parsed[name] = _Template(self._environment.parse(self._texts[name], name))
        return self._parsed[name]

    def _readable(self, names: Iterable[str]) -> Iterator[_Template]:
        """Give other templates; what is wrong with one of them is its own fault."""
        for name in names:
            try:
                yield self._template(name)
            except (KeyError, RecursionError, TemplateSyntaxError, ValueError):
                continue

    def _generate(self, name: str) -> None:
        """Find what Jinja finds only when it makes code, such as a block twice; no constant is worked out for it."""
        generator = self._environment.code_generator_class
        generator(self._environment, name, name, optimized=False).visit(self._template(name).tree)

    def _unknown(self, name: str) -> list[_Use]:
        """Give every word of a template that is not known, each where it stands first."""
        template = self._template(name)
        scope = self._scope(name)
        known = {*scope, *template.assigned, *template.looped}
        uses = [*_variables(template, known), *_attributes(template, scope), *self._others(template)]
        lost: dict[tuple[str, str, str], _Use] = {}
        for use in sorted((use for use in uses if use.word not in use.known), key=lambda use: use.line):
            lost.setdefault((use.variable, use.before, use.word), use)
        elsewhere = self._set_elsewhere(name) if lost else frozenset()
        return [use for use in lost.values() if use.variable not in elsewhere]

    def _others(self, template: _Template) -> Iterator[_Use]:
        """Give the filters, tests and templates that a template names."""
        for each in template.each(nodes.Filter):
            found = say('there is no filter "{word}"', word=each.name)
            yield _Use(each.name, each.lineno, self._environment.filters, found, r"(?:\||filter\b)\s*")
        for test in template.each(nodes.Test):
            found = say('there is no test "{word}"', word=test.name)
            yield _Use(test.name, test.lineno, self._environment.tests, found, r"\bis\s+(?:not\s+)?")
        for link in template.nodes:
            if isinstance(link, (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)):
                other = link.template
                optional = isinstance(link, nodes.Include) and link.ignore_missing
                if isinstance(other, nodes.Const) and isinstance(other.value, str) and not optional:
                    found = say('there is no template "{word}"', word=other.value)
                    yield _Use(other.value, other.lineno, self._texts, found, "[\"']")

    def _scope(self, name: str) -> Scope:
        """Give the names that a template is given, each with what it stands for."""
        if name in _ALONE:
            return dict.fromkeys(_ALONE[name])
        pages = kinds()
        page = pages.get(name.partition("/")[0])
        own = _held(page) if page else dict.fromkeys(field for each in pages.values() for field in _held(each))
        made = page_of(name)
        words = [each for each in _WORDS if made is None or f".{made[2]}." in each]
        around = dict.fromkeys(Around._fields)
        return {**own, **around, "form": self._exported(_FORMS), "words": self._exported(words)}

    def _exported(self, parts: Collection[str]) -> frozenset[str] | None:
        """Give the names that any of the parts exports; None where one of them cannot be read."""
        found = [part.assigned for part in self._readable(parts)]
        return frozenset().union(*found) if len(found) == len(parts) else None

    def _set_elsewhere(self, name: str) -> frozenset[str]:
        """Give the names that others can set: for a page those that it extends, for a part those that include it."""
        if name in _ALONE:
            return frozenset()
        if not _is_page(name):
            return self._set_anywhere
        extends = any(True for _ in self._template(name).each(nodes.Extends))
        return self._set_in_parts if extends else frozenset()

    @cached_property
    def _set_anywhere(self) -> frozenset[str]:
        return self._set_in(name for name in self._texts if name not in _ALONE)

    @cached_property
    def _set_in_parts(self) -> frozenset[str]:
        return self._set_in(name for name in self._texts if not _is_page(name) and name not in _ALONE)

    def _set_in(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*(part.assigned | part.looped for part in self._readable(names)))


def _is_page(name: str) -> bool:
    made = page_of(name)
    return made is not None and made[0] in kinds()


def _held(page: type[Page]) -> Scope:
    """Give the fields of a page with their types."""
    hints = get_type_hints(page)
    return {field.name: hints[field.name] for field in fields(page)}


def _below(tree: nodes.Node) -> Iterator[nodes.Node]:
    todo = [tree]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(node.iter_child_nodes())


def _names_in(target: nodes.Node) -> list[nodes.Name]:
    """Give the names that a loop sets, in their order."""
    return [target] if isinstance(target, nodes.Name) else list(target.find_all(nodes.Name))


def _variables(template: _Template, known: Collection[str]) -> Iterator[_Use]:
    lines: dict[str, int] = {}
    for name in template.each(nodes.Name):
        if name.ctx == "load" and name.name not in known:
            lines[name.name] = min(name.lineno, lines.get(name.name, name.lineno))
    for word, line in lines.items():
        if word not in _OF_JINJA:
            found = say('"{word}" is no name that this template is given', word=word)
            yield _Use(word, line, known, found, r"(?<![\w.])", word)


def _attributes(template: _Template, scope: Scope) -> Iterator[_Use]:
    """Give what is asked of the names in `scope`; a loop over the values of one gives its name to each of them."""
    todo: list[tuple[nodes.Node, Scope]] = [(template.tree, scope)]
    while todo:
        node, names = todo.pop()
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            variable = node.node.name
            known = None if variable in template.assigned else _names_of(names.get(variable))
            if known is not None:
                found = say('"{variable}" has no "{word}"', variable=variable, word=node.attr)
                yield _Use(node.attr, node.lineno, known, found, r"\.\s*", variable)
        if isinstance(node, nodes.For):
            names = {**names, **_bound(node, names)}
        todo.extend((child, names) for child in node.iter_child_nodes())


def _bound(loop: nodes.For, scope: Scope) -> Scope:
    """Give what the names of a loop stand for, where it goes over the values of a name in `scope`."""
    item = _item_of(scope.get(loop.iter.name)) if isinstance(loop.iter, nodes.Name) else None
    names = [name.name for name in _names_in(loop.target)]
    if isinstance(loop.target, nodes.Name):
        return {names[0]: item}
    kinds = get_args(item)
    return dict(zip(names, kinds, strict=True)) if len(kinds) == len(names) else dict.fromkeys(names)


def _item_of(kind: Kind) -> Kind:
    """Give what each value of a tuple of any length is."""
    match get_args(kind):
        case (item, end) if end is Ellipsis:
            return item
    return None


def _names_of(kind: Kind) -> frozenset[str] | None:
    """Give the names that a value of a kind has for a template; None where that is not known."""
    if isinstance(kind, frozenset):
        return kind
    found: set[str] = set()
    for each in get_args(kind) if isinstance(kind, UnionType) else (kind,):
        if isinstance(each, type) and issubclass(each, Record):
            found |= {*each.fields, "answers"}
        elif isinstance(each, type) and is_dataclass(each):
            found |= {field.name for field in fields(each)} | {name for name in dir(each) if name[0] != "_"}
        elif each is not NoneType:
            return None
    return frozenset(found)


def _help(use: _Use) -> Message:
    close = nearest(use.word, use.known)
    if close:
        return say('did you mean "{close}"?', close=close)
    return say("known here are {names}", names=tuple(sorted(use.known)))


def _place(name: str, lines: Sequence[str], number: int, use: _Use | None = None) -> Place:
    """Give the place of a word on its line; of the whole line where that is all that is known."""
    line = lines[number - 1] if number <= len(lines) else ""
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    match = re.search(rf"{use.before}({re.escape(use.word)})(?!\w)", line[:_LOOKED_THROUGH]) if use else None
    if match:
        start, end = match.span(1)
    trail = ".".join(dict.fromkeys(filter(None, (use.variable, use.word)))) if use else ""
    return Place(f"templates/{name}", number, start + 1, number, max(end, start) + 1, "", trail)


def _not_utf8(path: str, before: str) -> Fault:
    lines = _BREAK.split(before)
    column = len(lines[-1]) + 1
    place = Place(path, len(lines), column, len(lines), column + 1)
    return Fault(
        "CV901", Finding(place, say("the template is not UTF-8"), say("save the file with the encoding UTF-8"))
    )
