"""Labels of plans written by hand: what each says, in the contract's shape."""

from collections.abc import Callable

Label = dict[str, object]
WRITTEN: dict[str, Callable[[], tuple[bytes, Label]]] = {}
EMPTY = ("passport", "specialists", "indicators", "control_points", "sections", "activities", "mechanisms")


def written(make: Callable[[], tuple[bytes, Label]]) -> Callable[[], tuple[bytes, Label]]:
    """Keep a plan under the name of its town."""
    WRITTEN[make.__name__] = make
    return make


def said(**parts: object) -> Label:
    """A label in which nothing else is said."""
    return {name: [] for name in EMPTY} | parts


def row(number: str, section: str, title: str, deadline: str, people: list[str], **more: object) -> Label:
    """An activity of the contract."""
    blank = {"task": "", "audience": "", "result": "", "report_form": "", "mark": "", "extra": {}}
    shown = {"number": number, "section": section, "title": title}
    return {**shown, "deadline": deadline, "responsible": people, **blank, **more}


def part(number: str, title: str) -> Label:
    """A section of the contract."""
    return {"number": number, "title": title}
