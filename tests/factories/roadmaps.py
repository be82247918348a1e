"""Factories of roadmaps and of all that an order says in them."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from roadmaps.choices import DateSource, DeadlineKind, ItemKind, ResponsibleKind, RoadmapState
from roadmaps.models import (
    Indicator,
    Occurrence,
    PassportEntry,
    PlanItem,
    Responsible,
    Revision,
    Roadmap,
    Section,
    Specialist,
    Upload,
)
from tests.factories.schools import MunicipalityFactory, PersonFactory


class RoadmapFactory(DjangoModelFactory[Roadmap]):
    """A draft for 2026/27."""

    class Meta:
        model = Roadmap

    municipality = factory.SubFactory(MunicipalityFactory)
    title = factory.Sequence(lambda number: f"Дорожная карта № {number}")
    start = datetime.date(2026, 9, 1)
    end = datetime.date(2027, 8, 31)

    class Params:
        in_force = factory.Trait(
            state=RoadmapState.IN_FORCE,
            order_number="412",
            order_date=datetime.date(2026, 9, 1),
        )


class RevisionFactory(DjangoModelFactory[Revision]):
    """A revision with an empty snapshot."""

    class Meta:
        model = Revision

    roadmap = factory.SubFactory(RoadmapFactory, in_force=True)
    number = factory.Sequence(lambda number: number + 1)
    order_number = "412"
    order_date = datetime.date(2026, 9, 1)
    snapshot = factory.LazyFunction(dict)


class SectionFactory(DjangoModelFactory[Section]):
    """A section."""

    class Meta:
        model = Section

    roadmap = factory.SubFactory(RoadmapFactory)
    position = factory.Sequence(lambda number: number + 1)
    number = factory.LazyAttribute(lambda section: str(section.position))
    title = factory.LazyAttribute(lambda section: f"Раздел {section.number}")


class PlanItemFactory(DjangoModelFactory[PlanItem]):
    """An activity of a section (without a section: of the roadmap given)."""

    class Meta:
        model = PlanItem

    section = factory.SubFactory(SectionFactory)
    roadmap = factory.SelfAttribute("section.roadmap")
    position = factory.Sequence(lambda number: number + 1)
    title = factory.LazyAttribute(lambda item: f"Мероприятие {item.position}")
    kind = ItemKind.ACTIVITY


class OccurrenceFactory(DjangoModelFactory[Occurrence]):
    """A date of a deadline."""

    class Meta:
        model = Occurrence

    item = factory.SubFactory(PlanItemFactory)
    due = datetime.date(2026, 12, 1)
    start = factory.SelfAttribute("due")
    original_due = factory.SelfAttribute("due")


class ResponsibleFactory(DjangoModelFactory[Responsible]):
    """An entry that waits for somebody to say what it means, unless a person or a group is given."""

    class Meta:
        model = Responsible

    item = factory.SubFactory(PlanItemFactory)
    position = factory.Sequence(lambda number: number + 1)
    person = None
    group = None
    text = factory.LazyAttribute(lambda entry: str(entry.person or entry.group or "Кто-нибудь"))

    @factory.lazy_attribute
    def kind(self) -> str:
        """What is given says what is meant."""
        if self.person:
            return ResponsibleKind.PERSON
        return ResponsibleKind.GROUP if self.group else ResponsibleKind.DOUBT


class IndicatorFactory(DjangoModelFactory[Indicator]):
    """A target indicator."""

    class Meta:
        model = Indicator

    roadmap = factory.SubFactory(RoadmapFactory)
    position = factory.Sequence(lambda number: number + 1)
    name = "Доля выпускников, преодолевших минимальный порог"
    unit = "%"
    values = factory.LazyFunction(lambda: {"2026/2027": "95"})


class PassportEntryFactory(DjangoModelFactory[PassportEntry]):
    """A line of a passport."""

    class Meta:
        model = PassportEntry

    roadmap = factory.SubFactory(RoadmapFactory)
    position = factory.Sequence(lambda number: number + 1)
    name = "Цель"
    text = "Повышение качества образования"


class SpecialistFactory(DjangoModelFactory[Specialist]):
    """A specialist named in the order."""

    class Meta:
        model = Specialist

    roadmap = factory.SubFactory(RoadmapFactory)
    position = factory.Sequence(lambda number: number + 1)
    name = "Ветрова Мария Олеговна"


class UploadFactory(DjangoModelFactory[Upload]):
    """An uploaded document that waits for confirmation."""

    class Meta:
        model = Upload

    owner = factory.SubFactory(PersonFactory)
    municipality = factory.SelfAttribute("owner.municipality")
    name = "приказ.docx"
    size = 1000
    file = "uploads/2026/11/приказ.docx"
    content = factory.LazyFunction(dict)


def an_item(section: Section, *, due: tuple[datetime.date, ...] = (), **fields: Any) -> PlanItem:
    """Make an activity with these dates, set by hand, and give it back."""
    item = PlanItemFactory(
        section=section,
        deadline_text=", ".join(f"{day:%d.%m.%Y}" for day in due),
        deadline_kind=(DeadlineKind.SERIES if len(due) > 1 else DeadlineKind.ONCE)
        if due
        else DeadlineKind.EMPTY,
        dates_from=DateSource.BY_HAND if due else DateSource.READ,
        **fields,
    )
    for day in due:
        OccurrenceFactory(item=item, due=day, is_by_hand=True)
    return item
