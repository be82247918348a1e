"""The fields of a Word template: what may stand there in double braces, and what it becomes.

Their names are Russian: the people of the department write them in Word.
"""

from typing import Final

from roadmaps.documents.content import Content
from roadmaps.documents.messages import gettext_noop
from roadmaps.writers.words import (
    BLANK_NAME,
    BLANK_NUMBER,
    BLANK_POST,
    approved_as,
    day_in_words,
    enclosed,
    from_to,
    issuer_in_stamp,
    subject_of,
)

# A line of text each, inside any sentence.
LINES: Final = {
    "название": gettext_noop("the roadmap's title"),
    "предмет": gettext_noop("the title as the order's subject: “of the roadmap …”"),
    "орган": gettext_noop("who issues the order"),
    "приказом": gettext_noop("the first line of the stamp: “by the order of …”"),
    "номер_приказа": gettext_noop("the order's number"),
    "дата_приказа": gettext_noop("the order's date in words"),
    "должность": gettext_noop("the post of who signs the order"),
    "подписал": gettext_noop("who signs the order"),
    "утверждено": gettext_noop("the first word of the stamp: “APPROVED”, in the gender of the title"),
    "прилагаемое": gettext_noop("what the order approves: “the enclosed roadmap”"),
    "период": gettext_noop("the first and the last day"),
    "цель": gettext_noop("the goal"),
    "координаторы": gettext_noop("the coordinators"),
    "муниципалитет": gettext_noop("the municipality"),
}
# A piece of the document each, in a paragraph of its own.
BLOCKS: Final = {
    "дорожная_карта": gettext_noop("everything that the roadmap says, in its own order"),
    "лист_ознакомления": gettext_noop("the lines on which people sign that they have read the order"),
    "паспорт": gettext_noop("the passport"),
    "показатели": gettext_noop("the indicators"),
    "контрольные_точки": gettext_noop("the control points"),
    "план": gettext_noop("the plan"),
    "механизмы": gettext_noop("the mechanisms"),
    "специалисты": gettext_noop("the specialists"),
}
KINDS: Final = {
    "паспорт": "passport",
    "показатели": "indicators",
    "контрольные_точки": "control_points",
    "план": "plan",
    "механизмы": "mechanisms",
    "специалисты": "specialists",
}
WHOLE: Final = "дорожная_карта"
ACKNOWLEDGEMENT: Final = "лист_ознакомления"
# Questions for {% if … %}.
FLAGS: Final = {
    "есть_гриф": gettext_noop("whether the document says itself by which order it is approved"),
    "есть_текст_приказа": gettext_noop("whether the order's own text came with the roadmap"),
    "есть_лист_ознакомления": gettext_noop("whether there is anybody to sign that the order was read"),
}
NAMES: Final = frozenset({*LINES, *BLOCKS, *FLAGS})


def lines_of(content: Content, *, municipality: str) -> dict[str, str]:
    """The lines of a roadmap; what is not known yet stays a blank to fill in by hand."""
    order = content.order
    return {
        "название": content.title,
        "предмет": subject_of(content.title),
        "орган": order.issuer or BLANK_POST,
        "приказом": issuer_in_stamp(order.issuer),
        "номер_приказа": order.number or BLANK_NUMBER,
        "дата_приказа": day_in_words(order.date),
        "должность": order.signer_post or BLANK_POST,
        "подписал": order.signed_by or BLANK_NAME,
        "утверждено": approved_as(content.title),
        "прилагаемое": enclosed(content.title),
        "период": from_to(content.period),
        "цель": content.goal,
        "координаторы": ", ".join(content.coordinators),
        "муниципалитет": municipality,
    }
