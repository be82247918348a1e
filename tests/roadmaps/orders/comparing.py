"""What was read held against what was written, value for value, as the acceptance counts it."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

_UNSEEN = re.compile(
    r"<w:del .*?</w:del>|<w:moveFrom .*?</w:moveFrom>|<w:r><w:rPr><w:vanish/></w:rPr>.*?</w:r>"
)
ROWS = ("passport", "specialists", "indicators", "control_points", "sections", "activities", "mechanisms")


def normal(value):
    """A value without differences that nobody sees."""
    if isinstance(value, str):
        return " ".join(value.replace("\u00a0", " ").split()).strip(" .;")
    if isinstance(value, list):
        return [normal(one) for one in value]
    if isinstance(value, dict):
        return {normal(key): normal(one) for key, one in value.items()}
    return value


def compare(said: dict, found: dict) -> Iterator[tuple[str, object, object, bool]]:
    """Place, expected, got and whether they are equal, for every value."""
    for name in ("title", "goal", "coordinators"):
        if name in said:
            yield name, said[name], found[name], normal(said[name]) == normal(found[name])
    for part in ("period", "order"):
        for name, value in said.get(part, {}).items():
            got = found[part][name]
            yield f"{part}.{name}", value, got, normal(value) == normal(got)
    for part in ROWS:
        if part not in said:
            continue
        expected, got = said[part], found[part]
        for index in range(max(len(expected), len(got))):
            if index >= len(expected):
                yield f"{part}[{index}]", None, got[index], False
                continue
            row = got[index] if index < len(got) else {}
            for name, value in expected[index].items():
                yield f"{part}[{index}].{name}", value, row.get(name), normal(value) == normal(row.get(name))


def shown_text(data: bytes) -> str:
    """The text that a person sees in a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = [
            opened.read(name).decode()
            for name in opened.namelist()
            if re.fullmatch(r"word/(?:document|footnotes)\.xml", name)
        ]
    text = _UNSEEN.sub("", "\n".join(parts))
    return re.sub(r"<[^>]+>", "", re.sub(r"<w:(?:p|br|tab)\b[^>]*>|</w:p>", "\n", text))


def lost_words(text: str, found: dict) -> Counter:
    """The words of a text that stand nowhere in what was read."""
    return _words(text) - _words(" ".join(_strings(found)))


def _strings(value) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    else:
        yield str(value)


def _words(text: str) -> Counter:
    return Counter(re.findall(r"\w{3,}", text.lower()))
