"""An invented order drawn as Word's own XML, with all the ways in which tables are drawn by hand."""

from random import Random

from tests.roadmaps.orders.order import Plan, Style
from tests.roadmaps.word_files import p, run, table, tc, tr

JOINTS = {"lines": "\n", "commas": ", ", "semicolons": "; "}
NOISE = {
    "tracked": (
        '<w:p><w:del w:id="1"><w:r><w:delText>старая редакция</w:delText></w:r></w:del>'
        '<w:ins w:id="2">{text}</w:ins><w:moveFrom w:id="3"><w:r><w:t>ушло</w:t></w:r></w:moveFrom></w:p>'
    ),
    "controls": (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt></w:p>"
        "</w:sdtContent></w:sdt>"
    ),
    "links": '<w:p><w:hyperlink w:anchor="a">{text}</w:hyperlink></w:p>',
    "hidden": "<w:p>{text}<w:r><w:rPr><w:vanish/></w:rPr><w:t>невидимое</w:t></w:r></w:p>",
}


class Drawing:
    """Draws the tables of one order in its style."""

    def __init__(self, style: Style, chance: Random) -> None:
        self.style, self.chance = style, chance
        self.fields = [name for name, _ in style.columns]
        self.noise = [name for name in NOISE if name in style.twists]

    def plan(self, plan: Plan) -> list[str]:
        """The blocks of the plan: a table, or several under headings of their own."""
        blocks, rows = [], self._begin()
        count = 0
        for kind, index in plan.order:
            if kind == "section" and self.style.sections == "paragraphs":
                if count:
                    blocks.append(self._table(rows))
                blocks.append(self._heading(plan.sections[index]))
                rows, count = self._header(), 0
            elif kind == "section":
                rows.append(self._section(plan.sections[index]))
            else:
                rows += self._rows(
                    plan.rows[index],
                    count,
                    is_merged=index in plan.merged,
                    next_merged=index + 1 in plan.merged,
                )
                count += 1
                if count == 3 and index + 1 not in plan.merged:
                    rows, done = self._break(rows)
                    blocks += done
        return [*blocks, self._table(rows)]

    def _begin(self) -> list[str]:
        rows = self._header()
        if "title_row" in self.style.twists:
            rows.insert(0, tr(tc("План мероприятий", span=len(self.fields))))
        if "numbering_row" in self.style.twists:
            rows.append(tr(*(str(n + 1) for n in range(len(self.fields)))))
        return rows

    def _break(self, rows: list[str]) -> tuple[list[str], list[str]]:
        """A page break: headings said again, or a table that goes on without any."""
        if "repeated" in self.style.twists:
            return [*rows, *self._header()], []
        if "split_tables" in self.style.twists and self.style.sections != "paragraphs":
            return [], [self._table(rows), p("")]
        return rows, []

    def _header(self) -> list[str]:
        names = [heading for _, heading in self.style.columns]
        places = [
            place
            for place in range(len(names) - 1)
            if {*self.fields[place : place + 2]} <= {"result", "report_form", "mark", "audience", "task"}
        ]
        if self.style.header == "one" or not places:
            return [tr(*(tc(name, inside="") for name in names))]
        first = places[0]
        upper = [tc(name, merge="restart") for name in names[:first]]
        upper.append(tc("Итоги работы", span=2))
        upper += [tc(name, merge="restart") for name in names[first + 2 :]]
        lower = [tc("", merge="continue")] * first + [tc(name) for name in names[first : first + 2]]
        lower += [tc("", merge="continue")] * (len(names) - first - 2)
        return [tr(*upper), tr(*lower)]

    def _heading(self, section: dict[str, str]) -> str:
        return p(f"{section['number']}. {section['title']}", bold=True)

    def _section(self, section: dict[str, str]) -> str:
        width = len(self.fields)
        number, title = section["number"], section["title"]
        if self.style.sections == "auto":
            return tr(tc(title, span=width, number=(1, 0)))
        if self.style.sections == "beside" and self.fields[0] == "number":
            return tr(f"{number}.", tc(title, span=width - 1))
        if not number:
            return tr(tc(title, span=width))
        if "grid_before" in self.style.twists and self.fields[0] == "number":
            return tr(tc(f"{number}. {title}", span=width - 1), properties='<w:gridBefore w:val="1"/>')
        if self.style.sections == "deep" and self.fields[0] == "number":
            return tr(number, tc(title, span=width - 1))
        return tr(tc(f"{number}. {title}", span=width))

    def _rows(self, row: dict[str, object], count: int, *, is_merged: bool, next_merged: bool) -> list[str]:
        merge = "continue" if is_merged else "restart" if next_merged else ""
        drawn = [tr(*(self._cell(name, heading, row, count, merge) for name, heading in self.style.columns))]
        if "cut" in self.style.twists and count == 1 and self.fields[0] == "number" and not merge:
            drawn = self._cut(row, count)
        if "empty_rows" in self.style.twists and count % 3 == 1 and not next_merged:
            drawn.append(tr(*[""] * len(self.fields)))
        return drawn

    def _cut(self, row: dict[str, object], count: int) -> list[str]:
        """A row whose title goes on in the next one."""
        words = str(row["title"]).split()
        half = max(1, len(words) // 2)
        while half < len(words) - 1 and not words[half][:1].islower():
            half += 1
        if half >= len(words) or not words[half][:1].islower():
            return [tr(*(self._cell(name, heading, row, count) for name, heading in self.style.columns))]
        upper = {**row, "title": " ".join(words[:half])}
        first = tr(*(self._cell(name, heading, upper, count) for name, heading in self.style.columns))
        second = tr(*(" ".join(words[half:]) if name == "title" else "" for name in self.fields))
        return [first, second]

    def _cell(self, name: str, heading: str, row: dict[str, object], count: int, merge: str = "") -> str:
        if merge and name in ("deadline", "responsible"):
            text = row[name] if name == "deadline" else JOINTS[self.style.people].join(row[name])
            return tc("" if merge == "continue" else text, merge=merge)
        if name == "number":
            if self.style.numbers == "auto":
                return tc("", number=(1, self._depth()))
            return tc(f"{row['number']}{'.' if count % 2 else ''}")
        text = _text_of(name, heading, row, JOINTS[self.style.people])
        if name == "title" and self.style.numbers == "title":
            text = f"{row['number']}. {text}"
        if name == "title" and self.style.numbers == "auto_title":
            return tc(text, number=(1, self._depth()))
        return self._text(text, name)

    def _depth(self) -> int:
        return 0 if self.style.sections == "none" else 1

    def _text(self, text: str, name: str) -> str:
        """A cell, at times with marks of editing in it."""
        if self.noise and text and "\n" not in text and self.chance.random() < 0.3:
            drawn = NOISE[self.chance.choice(self.noise)].format(text=run(text))
            return f"<w:tc><w:tcPr/>{drawn}</w:tc>"
        if "breaks" in self.style.twists and name in ("title", "result") and " и " in text:
            return tc(text.replace(" и ", "\nи ", 1))
        if name == "responsible" and "\n" in text and self.chance.random() < 0.5:
            return tc(text.split("\n"))
        if "nested" in self.style.twists and name == "result" and ", " in text:
            first, _, rest = text.partition(" ")
            return tc("", inside=table((first,), (rest,)))
        return tc(text)

    def _table(self, rows: list[str]) -> str:
        return table(*rows, columns=[1200 + 300 * place for place in range(len(self.fields))])


def _text_of(name: str, heading: str, row: dict[str, object], joint: str) -> str:
    if name == "responsible":
        return joint.join(row["responsible"])
    return row["extra"][heading] if name == "extra" else str(row[name])
