"""What the words of a roadmap's own texts say of its order, its goal, its coordinators and its period."""

from collections.abc import Iterable
from dataclasses import dataclass

from roadmaps.documents.blocks import Paragraph
from roadmaps.documents.content import Content, Order, Period, Text
from roadmaps.documents.coordinators import read_coordinators
from roadmaps.documents.goal import read_goal
from roadmaps.documents.lines import Line, read_lines
from roadmaps.documents.order import is_act, read_order
from roadmaps.documents.period import read_period


@dataclass(frozen=True)
class Told:
    """The fields as a reader would find them in texts and passport alone."""

    order: Order
    period: Period
    goal: str
    coordinators: tuple[str, ...]


def say_order(texts: Iterable[Text]) -> bool:
    """Whether the texts hold that of the order itself."""
    lines = (line for text in texts for line in (text.heading, *text.text.split("\n")[:3]))
    return any(is_act(Line(line, 0).text) for line in lines)


def signed_apart(line: str, name: str) -> str:
    """A line that ends with the name of who signed, the name apart as in an order: after a tab."""
    before = line.removesuffix(name).rstrip() if name else line
    return f"{before}\t{name}" if before and before != line else line


def told_by(content: Content) -> Told:
    """What a document of these texts, this title and this passport says without any form."""
    paragraphs = [
        Paragraph(signed_apart(line, content.order.signed_by))
        for text in content.texts
        for line in (text.heading, *text.text.split("\n"))
        if line.strip()
    ]
    lines = read_lines(paragraphs, ())
    coordinators, _ = read_coordinators(lines, content.passport)
    return Told(
        order=read_order(lines).order,
        period=read_period(content.title, lines, content.passport),
        goal=read_goal(lines, content.passport).text,
        coordinators=coordinators,
    )
