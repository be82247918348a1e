"""Tags and filters of every page: icons, typography, dates, numbers, people's marks, query strings."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django import template
from django.http import QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.translation import get_language

from common import dates, text

register = template.Library()


def _language() -> str:
    return dates.known(get_language())


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@lru_cache(maxsize=1024)
def icon_html(name: str, css: str = "") -> SafeString:
    """The icon's SVG; hidden from screen readers, so a word stands beside it or in `visually-hidden`."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """`{% icon "check" %}`, `{% icon "check" "icon-lg" %}`: a Bootstrap icon from the sprite."""
    return icon_html(name, css)


@register.filter
def typograph(value: object) -> str:
    """The text typeset: no-break spaces, «ёлочки», dashes. Keeps escaping as it was."""
    if value is None:
        return ""
    if isinstance(value, SafeData):
        return mark_safe(text.typograph_html(str(value)))  # noqa: S308 only spaces and quotation marks change
    return text.typograph(str(value))


@register.filter
def short_date(value: date | datetime | None, year: str = "year") -> str:
    """`{{ due|short_date }}` «31 окт 2026»; `{{ due|short_date:"no year" }}` «31 окт»."""
    return dates.short_date(_day(value), year=year == "year", language=_language()) if value else ""


@register.filter
def long_date(value: date | datetime | None, year: str = "") -> str:
    """`{{ due|long_date }}` «31 октября»; `{{ due|long_date:"year" }}` «31 октября 2026 г.»."""
    return dates.long_date(_day(value), year=year == "year", language=_language()) if value else ""


@register.filter
def weekday(value: date | datetime | None, short: str = "") -> str:
    """`{{ due|weekday }}` «пятница»; `{{ due|weekday:"short" }}` «пт»."""
    return dates.weekday(_day(value), short=short == "short", language=_language()) if value else ""


@register.filter
def near_date(value: date | None, today: date | None = None) -> str:
    """`{{ due|near_date }}` «завтра, 25 ноября», «до 20 ноября, 4 дня назад»."""
    if not value:
        return ""
    return str(dates.due_words(_day(value), today or timezone.localdate(), language=_language()))


@register.filter
def due_words(value: date | None, today: date | None = None) -> dates.DueWords | str:
    """`{% with words=due|due_words %}`: `words.date` «до 20 ноября», `words.near` «4 дня назад»."""
    if not value:
        return ""
    return dates.due_words(_day(value), today or timezone.localdate(), language=_language(), far=True)


@register.filter
def relative_date(value: date | datetime | None, today: date | None = None) -> str:
    """`{{ due|relative_date }}` «4 дня назад», «завтра», «через 16 дней»."""
    if not value:
        return ""
    return dates.relative_words(_day(value), today or timezone.localdate(), language=_language())


@register.filter
def near_moment(value: datetime | None, now: datetime | None = None) -> str:
    """`{{ event.at|near_moment }}` «вчера в 16:40»."""
    if not value:
        return ""
    moment, at = timezone.localtime(value), timezone.localtime(now)
    return dates.moment_words(moment, at, language=_language())


@register.filter
def days_words(value: int) -> str:
    """`{{ late_by|days_words }}` «4 дня»."""
    return dates.days_words(int(value), language=_language())


@register.filter
def initials_of(value: object) -> str:
    """`{{ person.name|initials_of }}` «Ветрова М. О.»."""
    return text.initials(str(value or ""))


@register.simple_tag
def avatar(name: object, css: str = "") -> SafeString:
    """`{% avatar person.name %}`: the round mark with two letters."""
    return format_html(
        '<span class="avatar{}" aria-hidden="true">{}</span>',
        f" {css}" if css else "",
        text.monogram(str(name)),
    )


@register.filter
def number(value: float | Decimal | None, places: int | None = None) -> str:
    """`{{ value|number }}` «1 250», «62,5»; `{{ value|number:1 }}` one digit after the comma."""
    return "" if value is None else text.number(value, language=_language(), places=places)


@register.filter
def percent(value: float | Decimal | None, places: int = 0) -> str:
    """`{{ share|percent }}` «82 %»: the value is in per cent already."""
    return "" if value is None else text.percent(value, language=_language(), places=places)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """`{% query page=2 %}`: the address's query string with the changes; None or "" takes a key out."""
    request = context.get("request")
    data = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        if value in (None, ""):
            data.pop(name, None)
        else:
            data[name] = str(value)
    return f"?{data.urlencode()}"
