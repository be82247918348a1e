"""What the frame of every page shows: the role's menu, the way home, the other municipalities."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_scopes import scope

from accounts.models import User
from config.menu import address, menu_of
from monitoring.models import Notice
from schools.access import Ability, Membership, memberships_of
from schools.models import Person
from schools.services.guides import guide_of
from schools.views.home import first_page

# The part of the guides that tells of a page, by the page's name.
HELP = {
    "due": "отметить-исполненным",
    "execution-submit": "отметить-исполненным",
    "execution-claim": "не-требуется",
    "acceptance": "принять-отметку",
    "execution-return": "вернуть-на-доработку",
    "silent": "кто-не-отчитался",
    "execution-list": "кто-не-отчитался",
    "report-list": "отчёт-в-excel",
    "report-add": "отчёт-в-excel",
    "upload-add": "загрузить-приказ",
    "upload-paste": "загрузить-приказ",
    "upload-detail": "загрузить-приказ",
    "item-dates": "задать-недостающую-дату",
    "roadmap-approve": "утвердить-приказом",
    "school-add": "добавить-школы",
    "person-add": "добавить-человека-и-пригласить",
    "message-list": "почта",
    "municipality-edit": "настройки-муниципалитета",
}


class Frame:
    """The frame of one request; everything is found out only when a page shows it, and once."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request."""
        self.request = request

    def memberships(self) -> list[Membership]:
        """Everything that the signed-in person is, in all municipalities: one query a request."""
        found: list[Membership] | None = getattr(self.request, "memberships", None)
        if found is None:
            user = getattr(self.request, "user", None)
            found = memberships_of(user) if isinstance(user, User) else []
            self.request.memberships = found  # type: ignore[attr-defined]
        return found

    def membership(self) -> Membership | None:
        """Who the person is here; on a page outside any municipality, in the only one there is."""
        here: Membership | None = getattr(self.request, "membership", None)
        if here is not None:
            return here
        everywhere = self.memberships()
        return everywhere[0] if len(everywhere) == 1 else None

    def menu(self) -> list[Any]:
        """The menu; nobody signed in, or without a position, has none."""
        membership = self.membership()
        if membership is None and not self.memberships():
            return []
        return list(menu_of(self.request, membership))

    def person(self) -> Person | None:
        """Who the signed-in person is, by name, wherever that is known."""
        return next((each.person for each in self.memberships()), None)

    def home_url(self) -> str:
        """Where the portal's mark leads."""
        membership = self.membership()
        return first_page(membership) if membership else reverse("home")

    def search_url(self) -> str:
        """Where the search of the top bar leads; outside a municipality there is none."""
        here: Membership | None = getattr(self.request, "membership", None)
        return address("search", here) if here and here.can(Ability.VIEW_ROADMAPS) else ""

    def inbox_url(self) -> str:
        """Where the bell leads; outside a municipality there is none."""
        here: Membership | None = getattr(self.request, "membership", None)
        return address("inbox", here) if here and here.can(Ability.VIEW_EXECUTIONS) else ""

    def unread(self) -> int:
        """How many notices the person has not read."""
        here: Membership | None = getattr(self.request, "membership", None)
        if here is None:
            return 0
        with scope(municipality=here.municipality):
            count: int = Notice.objects.of(here.person).unread().count()
            return count

    def help_url(self) -> str:
        """The guide of the person's role, at the part that tells of this page."""
        membership = self.membership()
        if membership is None:
            return reverse("help") if self.memberships() else ""
        match = self.request.resolver_match
        part = HELP.get(match.url_name or "" if match else "", "")
        guide = reverse("help-guide", kwargs={"name": guide_of(membership.roles)})
        return f"{guide}#{part}" if part else guide

    def person_role(self) -> str:
        """What the person is here, in words: «директор, Каменская СОШ»."""
        membership = self.membership()
        return membership.title if membership else ""

    def other_municipalities(self) -> list[dict[str, str]]:
        """The person's other municipalities."""
        here = self.membership()
        return [
            {"title": each.municipality.short_name, "url": first_page(each)}
            for each in self.memberships()
            if here is None or each.municipality != here.municipality
        ]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give ``menu``, ``home_url``, ``person_role``, ``other_municipalities``; outside, ``person`` too."""
    found = Frame(request)
    is_inside = getattr(request, "membership", None) is not None
    return {
        **({} if is_inside else {"person": SimpleLazyObject(found.person)}),
        "menu": SimpleLazyObject(found.menu),
        "home_url": SimpleLazyObject(found.home_url),
        "search_url": SimpleLazyObject(found.search_url),
        "inbox_url": SimpleLazyObject(found.inbox_url),
        "frame": found,
        "help_url": SimpleLazyObject(found.help_url),
        "person_role": SimpleLazyObject(found.person_role),
        "other_municipalities": SimpleLazyObject(found.other_municipalities),
    }
