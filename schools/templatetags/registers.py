"""How registers show a school's zone and results and a person's login: word and mark, never colour alone."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common.templatetags.portal import icon_html
from schools.choices import LoginState, SchoolResult, Zone
from schools.declension import Case
from schools.models import Person
from schools.services.letters import case_here

register = template.Library()

ZONE_ICONS = {Zone.GREEN: "check-lg", Zone.YELLOW: "dash-lg", Zone.RED: "exclamation-lg"}
LOGIN_ICONS = {
    LoginState.OPEN: "check-circle",
    LoginState.INVITED: "envelope",
    LoginState.CLOSED: "slash-circle",
    LoginState.NONE: "dash-circle",
}


@register.simple_tag
def zone(value: str | None, *, whole: bool = False) -> SafeString:
    """`{% zone school.zone %}`: the square with its icon and the word («жёлтая»); «» shows nothing.

    ``whole=True``: «жёлтая зона», where no heading says that it is a zone.
    """
    if not value:
        return SafeString("")
    known = Zone(value)
    return format_html(
        '<span class="zone zone-{}"><span class="zone-box">{}</span>{}</span>',
        value,
        icon_html(ZONE_ICONS[known]),
        _("%(zone)s zone") % {"zone": known.label} if whole else known.label,
    )


@register.filter
def result_word(value: str | None) -> str:
    """`{{ school.result|result_word }}`: «низкие результаты»; «не указано» where nothing is set."""
    return str(SchoolResult(value).label) if value else _("not set")


@register.simple_tag
def login_state(person: Person) -> SafeString:
    """`{% login_state person %}`: whether the person can sign in, as icon and word."""
    state = person.login_state
    return format_html('<span class="nowrap">{} {}</span>', icon_html(LOGIN_ICONS[state]), state.label)


@register.filter
def in_case(people: Person | Iterable[Person], case: str) -> str:
    """`{{ person|in_case:"accs" }}`: the name, or several, in the case that a Russian sentence needs."""
    those = [people] if isinstance(people, Person) else list(people)
    here = case_here(Case(case))
    return ", ".join(person.name_in(here) for person in those)
