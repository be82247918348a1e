"""Entries of the responsible in a preview: what each means, and the doubt where nobody knows."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.choices import ResponsibleKind
from roadmaps.responsibles.names import parse_name
from roadmaps.services.answers import Answers, Row, meaning_of
from roadmaps.services.directory import Directory, Meaning
from roadmaps.services.doubts import PEOPLE, Doubt, Doubts
from roadmaps.services.preview_parts import Entry
from schools.choices import PER_SCHOOL_RULES


class PeopleReader:
    """Looks entries up, once the answers have their say."""

    def __init__(self, directory: Directory, answers: Answers, doubts: Doubts) -> None:
        self.directory, self.answers, self.doubts = directory, answers, doubts
        self._known: dict[str, Entry] = {}

    def entry(self, text: str) -> Entry:
        """What an entry means; the same text means the same throughout the document."""
        if text not in self._known:
            self._known[text] = self._entry(text)
        return self._known[text]

    def _entry(self, text: str) -> Entry:
        key = f"people:{text}"
        answer = self.answers.get(key)
        settled = meaning_of(answer, self.directory) if answer else None
        meaning = settled or self.directory.meaning(text)
        icon, words = self._words(meaning)
        if meaning.kind != ResponsibleKind.DOUBT and not settled:
            return Entry(text, icon, words)
        doubt = self.doubts.ask(
            key,
            kind=PEOPLE,
            form="people",
            title=_("%(entry)s: who is it?") % {"entry": text},
            text=self._namesakes_said(text),
            options={"candidates": [] if settled else self._namesakes(text)},
            answer=answer if settled else None,
            said=words or _("kept as text"),
        )
        return Entry(text, icon, words, doubt)

    def nobody(self, mended: Row, reference: str) -> Doubt:
        key = f"people@{reference}"
        return self.doubts.ask(
            key,
            kind=PEOPLE,
            form="nobody",
            title=_("Nobody is named as responsible"),
            text=mended.get("title", ""),
            answer=self.answers.get(key),
            said=", ".join(mended.get("responsible", ())) or _("nobody"),
        )

    def _words(self, meaning: Meaning) -> tuple[str, str]:
        if meaning.kind == ResponsibleKind.PERSON and meaning.person:
            return "person", meaning.person.short_name
        if meaning.kind == ResponsibleKind.GROUP and meaning.group:
            return "people", self._group_words(meaning.group.rule, meaning.group.name)
        if meaning.kind == ResponsibleKind.SCHOOLS:
            return "building", ", ".join(school.name for school in meaning.schools)
        return ("text-left" if meaning.kind == ResponsibleKind.TEXT else "question-circle"), ""

    def _group_words(self, rule: str, name: str) -> str:
        if rule not in PER_SCHOOL_RULES:
            return name
        count = len(self.directory.schools)
        return ngettext("%(count)d school", "%(count)d schools", count) % {"count": count}

    def _namesakes(self, text: str) -> list[tuple[str, str]]:
        name = parse_name(text)
        if name is None:
            return []
        same = [match.person for match in self.directory.namesakes(name)]
        people = {person.pk: person for person in (*same, *self.directory.near(name))}
        return [(f"person-{key}", person.full_name) for key, person in people.items()]

    def _namesakes_said(self, text: str) -> str:
        name = parse_name(text)
        count = len(self.directory.namesakes(name)) if name else 0
        if count > 1:
            return ngettext(
                "%(count)d person here is called so.", "%(count)d people here are called so.", count
            ) % {"count": count}
        return ""
