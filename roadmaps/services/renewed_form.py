"""Texts outside the tables and columns of the plan as a newer text has them, as far as they were chosen."""

from collections.abc import Collection, Mapping
from typing import Any

from roadmaps.catalogue.amendments import ADDED, GONE, MOVED
from roadmaps.catalogue.moves import refilled
from roadmaps.models import Roadmap

PLAN = "plan"
Taken = Mapping[str, Collection[str]]


def renewed_form(
    roadmap: Roadmap, after: Mapping[str, Any], *, with_columns: bool, with_results: bool, taken: Taken
) -> dict[str, Any]:
    """The roadmap's own fields that change; ``taken`` says what was chosen of «texts:3»."""
    values: dict[str, Any] = {}
    form = {**roadmap.form}
    if taken:
        kept = _texts(roadmap.texts, after["texts"], taken)
        values["texts"] = [{name: text[name] for name in ("heading", "text")} for text, _place in kept]
        _shift(form, [place for _text, place in kept])
    if with_columns:
        values["columns"] = after["columns"]
        _redraw(form, after)
    if with_results:
        form["exam_results"] = after["exam_results"]
    if form != roadmap.form:
        values["form"] = form
    return values


def _texts(
    standing: list[dict[str, Any]], fresh: list[dict[str, Any]], taken: Taken
) -> list[tuple[dict[str, Any], int | None]]:
    """The texts in their order, each with its place among those that stand (None: it is new)."""
    known = {text["pk"]: text for text in fresh}
    places: list[int] = [
        place for place in range(len(standing)) if GONE not in taken.get(f"texts:{place}", ())
    ]
    if MOVED in taken.get("texts:order", ()):
        places = refilled(places, [text["pk"] for text in fresh if text["pk"] in places])
    kept: list[tuple[dict[str, Any], int | None]] = []
    for place in places:
        chosen = taken.get(f"texts:{place}", ())
        changes = {name: known[place][name] for name in ("heading", "text") if name in chosen}
        kept.append(({**standing[place], **changes}, place))
    for number, text in enumerate(fresh):
        if ADDED in taken.get(f"texts:{text['pk']}", ()):
            above = {one["pk"] for one in fresh[:number]}
            after = [at for at, (one, place) in enumerate(kept) if (one.get("pk", place)) in above]
            kept.insert(after[-1] + 1 if after else 0, (text, None))
    return kept


def _shift(form: dict[str, Any], places: list[int | None]) -> None:
    """Let tables and lines stand beneath the same texts as before."""

    def now(above: int) -> int:
        return next(
            (at for at, place in enumerate(places) if place is not None and place >= above), len(places)
        )

    def moved(place: dict[str, Any]) -> dict[str, Any]:
        return {**place, "texts": now(place.get("texts", 0))}

    form["tables"] = [
        {
            **table,
            **{name: moved(table[name]) for name in ("place", "part") if table.get(name)},
        }
        for table in form.get("tables", ())
    ]
    form["places"] = {name: moved(place) for name, place in form.get("places", {}).items()}


def _redraw(form: dict[str, Any], after: Mapping[str, Any]) -> None:
    """Give the plan's tables their new columns; a table that the newer text lacks gets those of its last."""
    fresh = [table["columns"] for table in after.get("tables", ()) if table["kind"] == PLAN]
    plans = [table for table in form.get("tables", ()) if table["kind"] == PLAN]
    drawn = {
        id(table): {**table, "columns": fresh[min(number, len(fresh) - 1)]}
        for number, table in enumerate(plans)
        if fresh
    }
    form["tables"] = [drawn.get(id(table), table) for table in form.get("tables", ())]
