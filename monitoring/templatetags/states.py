"""States in their three dresses, and the bar that sums them up. Always icon, word and colour."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.templatetags.portal import icon_html

register = template.Library()


class Dress(NamedTuple):
    """How a state is shown: its word and its icon."""

    word: Any
    icon: str


DRESSES: Final[Mapping[str, Dress]] = {
    "planned": Dress(_("Planned"), "circle"),
    "due_soon": Dress(_("Due soon"), "clock-fill"),
    "overdue": Dress(_("Overdue"), "exclamation-triangle-fill"),
    "submitted": Dress(_("Under review"), "arrow-up-circle-fill"),
    "returned": Dress(_("Returned"), "arrow-left-circle-fill"),
    "accepted": Dress(_("Accepted"), "check-circle-fill"),
    "late": Dress(_("Accepted late"), "check-circle"),
    "cancelled": Dress(_("Cancelled"), "slash-circle"),
    "claimed": Dress(_("Awaits a decision"), "dash-circle-dotted"),
    "waived": Dress(_("Not required"), "dash-circle"),
    "unowed": Dress(_("Not asked for"), "door-closed"),
}
# The order of the bar; what is left over is the track itself.
BAR: Final = ("accepted", "late", "submitted", "returned", "overdue")
PHONE_BAR: Final = ("accepted", "submitted")


# The pieces are kept in memory: a page of 250 rows draws the same few hundred of them again and again.
# The language is in every key because the words are.


@lru_cache(maxsize=512)
def _dressed(state: str, dress: str, word: str, language: str | None) -> SafeString:
    """A label's or a line's HTML."""
    shown = DRESSES[state]
    return format_html(
        '<span class="state-{} s-{}">{}{}</span>', dress, state, icon_html(shown.icon), word or shown.word
    )


@lru_cache(maxsize=2048)
def _marked(state: str, count: int | None, language: str | None) -> SafeString:
    """A mark's HTML."""
    shown = DRESSES[state]
    return format_html(
        '<span class="state-mark s-{}" title="{}">{}<span class="visually-hidden">{}</span>{}</span>',
        state,
        shown.word,
        icon_html(shown.icon),
        shown.word,
        "" if count is None else format_html(' <span class="n">{}</span>', count),
    )


@lru_cache(maxsize=4096)
def _bar(amounts: tuple[int, ...], css: str, *, phone: bool, language: str | None) -> SafeString:
    """A bar's HTML; the amounts are those of BAR and the rest."""
    by_state = dict(zip(BAR, amounts, strict=False))
    if phone:
        by_state["accepted"] += by_state["late"]
    parts = [(state, by_state[state]) for state in (PHONE_BAR if phone else BAR) if by_state[state]]
    said = ", ".join(f"{str(DRESSES[state].word).lower()} {amount}" for state, amount in parts)
    return format_html(
        '<svg class="{}" role="img" aria-label="{}">{}</svg>',
        f"bar {css}".strip(),
        said or _("nothing yet"),
        format_html_join("", "{}", ((rect,) for rect in _rects(parts, sum(amounts)))),
    )


@register.simple_tag
def state_label(state: str, word: str = "") -> SafeString:
    """`{% state_label "overdue" %}`: tinted, in lists; `word` says it otherwise."""
    return _dressed(str(state), "label", str(word), get_language())


@register.simple_tag
def state_line(state: str, word: str = "") -> SafeString:
    """`{% state_line "accepted" %}`: no background, in tables."""
    return _dressed(str(state), "line", str(word), get_language())


@register.simple_tag
def state_mark(state: str, count: int | None = None) -> SafeString:
    """`{% state_mark "overdue" 3 %}`: the icon alone with its count; the word is in the title."""
    return _marked(str(state), count, get_language())


@register.simple_tag
def state_word(state: str) -> str:
    """`{% state_word "late" %}`: the word alone."""
    return str(DRESSES[str(state)].word)


@register.simple_tag
def state_icon(state: str) -> SafeString:
    """`{% state_icon "late" %}`: the icon alone, without colour or word."""
    return icon_html(DRESSES[str(state)].icon)


@register.simple_tag
def progress_bar(counts: object, css: str = "", *, phone: bool = False) -> SafeString:
    """`{% progress_bar counts %}`: parts of the whole in the order of BAR; late is the hatched green.

    `counts` has accepted, late, submitted, returned, overdue and rest, as keys or as attributes;
    an absent one is nought. `phone=True` shows accepted (late among them) and submitted only.
    """
    amounts = tuple(_amount(counts, state) for state in (*BAR, "rest"))
    return _bar(amounts, css, phone=phone, language=get_language())


@register.simple_tag
def share_bar(total: float, *, said: str = "", **parts: float) -> SafeString:
    """`{% share_bar expected c1=on_time c2=late said="…" %}`: amounts of a total in the charts' colours.

    With `said` it speaks to screen readers; without it the figures must stand beside it, and it is silent.
    """
    rects, x = [], 0.0
    for colour, amount in parts.items():
        width = 100 * amount / total if total else 0
        rects.append((f"{x:.2f}", f"{max(width - 0.6, 0):.2f}", colour))
        x += width
    return format_html(
        '<svg class="bar" {}>{}</svg>',
        format_html('role="img" aria-label="{}"', said) if said else SafeString('aria-hidden="true"'),
        format_html_join("", '<rect x="{}%" width="{}%" height="100%" class="k-fill key-{}"></rect>', rects),
    )


def _rects(parts: list[tuple[str, int]], total: int) -> list[SafeString]:
    """The parts as rectangles, per cent of the width, a thin gap after each but the last."""
    rects, x = [], 0.0
    for state, amount in parts:
        width = 100 * amount / total
        rects.append(
            format_html(
                '<rect x="{}%" width="{}%" height="100%" class="s-fill s-{}"{}></rect>',
                f"{x:.2f}",
                f"{width:.2f}",
                state,
                SafeString(' fill="url(#late-hatch)"') if state == "late" else "",
            )
        )
        x += width
        if x < 99.9:
            rects.append(
                format_html('<rect x="{}%" width="1.5" height="100%" class="bar-gap"></rect>', f"{x:.2f}")
            )
    return rects


def _amount(counts: object, name: str) -> int:
    value = counts.get(name, 0) if isinstance(counts, Mapping) else getattr(counts, name, 0)
    return int(value or 0)
