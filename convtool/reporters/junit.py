"""JUnit XML, complete: each file is a test that passes or fails, and each folder a suite.

The form is that of Ant: one failure a test, and what does not fail stands in the output of the suite.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import groupby
from typing import TYPE_CHECKING

from convtool.characters import visible
from convtool.reporters.text import headline, next_step, see_also

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from convtool.diagnostics import Diagnostic
    from convtool.reporters import Checked

FOR_MACHINES = True


def report(checked: Checked) -> str:
    """Give a suite for each folder and a test for each file that was asked about.

    A test fails by what is found in its file at or above the level that fails the run.
    """
    suites = ET.Element("testsuites")
    found = {path: list(group) for path, group in groupby(checked.diagnostics, key=lambda each: each.place.path)}
    paths = sorted({*checked.paths, *found}, key=lambda path: path.rpartition("/"))
    for number, (folder, group) in enumerate(groupby(paths, key=lambda path: path.rpartition("/")[0])):
        suites.append(_suite(number, folder, {path: found.get(path, []) for path in group}, checked))
    ET.indent(suites, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _suite(number: int, folder: str, files: dict[str, list[Diagnostic]], checked: Checked) -> ET.Element:
    name = visible(folder, 400) or "."
    cases = [_case(path, name, [each for each in all if _fails(each, checked)], checked) for path, all in files.items()]
    mild = [each for found in files.values() for each in found if not _fails(each, checked)]
    suite = ET.Element(
        "testsuite",
        name=name,
        package="convtool",
        id=str(number),
        timestamp=f"{checked.as_of.isoformat()}T00:00:00",
        hostname="localhost",
        tests=str(len(cases)),
        failures=str(sum(len(case) for case in cases)),
        errors="0",
        time="0",
    )
    ET.SubElement(suite, "properties")
    suite.extend(cases)
    ET.SubElement(suite, "system-out").text = "\n".join(_told(mild, checked))
    ET.SubElement(suite, "system-err")
    return suite


def _case(path: str, folder: str, failing: Sequence[Diagnostic], checked: Checked) -> ET.Element:
    case = ET.Element("testcase", name=visible(path, 400), classname=folder, time="0")
    if failing:
        message = checked.language.say(failing[0].message)
        failure = ET.SubElement(case, "failure", type=failing[0].code, message=message)
        failure.text = "\n".join(_told(failing, checked))
    return case


def _fails(found: Diagnostic, checked: Checked) -> bool:
    return checked.fail_on is not None and found.level >= checked.fail_on


def _told(found: Iterable[Diagnostic], checked: Checked) -> Iterator[str]:
    for each in found:
        yield headline(each, checked)
        for place in each.related:
            yield "  " + see_also(place, checked.language)
        help = next_step(each, checked.language)
        if help:
            yield "  " + help
