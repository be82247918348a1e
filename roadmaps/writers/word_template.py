"""A Word template of the department: checked before it is kept, filled in by docxtpl in a sandbox.

A template may name fields and ask «if»; it may not call, count or repeat anything, so that filling it in
costs no more than its own size.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from roadmaps.documents import apart
from roadmaps.documents.archive import MEGABYTE
from roadmaps.writers.word_fields import BLOCKS, KINDS, WHOLE
from roadmaps.writers.word_xml import W

MAX_TEMPLATE: Final = 5 * MEGABYTE
MARK: Final = "\ue000"  # stands round the name of a block until it is put in
_CHECKER: Final = "roadmaps.writers.word_checker"
_BLOCK: Final = re.compile(rf"{MARK}({'|'.join(BLOCKS)}){MARK}")
_FRAME: Final = f"{W}txbxContent"


class WordTemplateError(Exception):
    """The template is not taken; the message says why and what to do."""


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template whose conditions must leave a whole document: nothing is mended by leaving text out."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False))
        return super().fix_tables(xml)


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates are filled in: texts escaped, an unknown field an error, no way to Python."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def check_template(data: bytes) -> None:
    """See that a template can be filled in; WordTemplateError says what is wrong with it, by name.

    It is a stranger's file: a process of little memory and time looks at it.
    """
    if len(data) > MAX_TEMPLATE:
        raise WordTemplateError(
            _("The template is larger than %(size)d MB.") % {"size": MAX_TEMPLATE // MEGABYTE}
        )
    said = apart.run({"language": get_language()}, data, module=_CHECKER)
    try:
        wrong = json.loads(said)["error"]
    except ValueError as error:  # it was stopped by its limits
        raise WordTemplateError(
            _("The template is too intricate to be filled in. Leave only the form and its fields in it.")
        ) from error
    if wrong:
        raise WordTemplateError(wrong)


def filled_in(data: bytes, context: dict[str, Any]) -> DocxTemplate:
    """The document with its lines put in; a block's paragraph holds the block's name between marks.

    The template was checked when it was kept.
    """
    template = _Template(io.BytesIO(data))
    lines = {
        name: value.replace(MARK, "") if isinstance(value, str) else value for name, value in context.items()
    }
    marks = {name: f"{MARK}{name}{MARK}" for name in BLOCKS}
    try:
        template.render({**lines, **marks}, environment())
    except TemplateError as error:
        raise WordTemplateError(_("The template cannot be filled in.")) from error
    except etree.XMLSyntaxError as error:
        raise WordTemplateError(
            _(
                "A condition begins in one place of the document and ends in another: write “if” and “endif”"
                " in one paragraph, or each in a paragraph of its own of the same text or table cell."
            )
        ) from error
    return template


def marked(body: etree._Element) -> list[tuple[etree._Element, str]]:
    """The paragraphs that blocks take the place of.

    WordTemplateError where one does not stand alone, or would write a piece of the roadmap again.
    """
    places = list(_places(body))
    found = Counter(name for _place, name in places)
    if twice := {name for name, count in found.items() if count > 1}:
        raise WordTemplateError(
            _("Each piece of the roadmap is written once. These stand in the template again: %(names)s.")
            % {"names": _listed(twice)}
        )
    if WHOLE in found and (pieces := found.keys() & KINDS):
        raise WordTemplateError(
            _("«%(whole)s» is the whole roadmap already. Leave either it or its pieces: %(names)s.")
            % {"whole": WHOLE, "names": _listed(pieces)}
        )
    return places


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in sorted(names))


def _places(body: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in list(body.iter(f"{W}p")):
        text = "".join(node.text or "" for node in element.iter(f"{W}t")).strip()
        if MARK not in text:
            continue
        found = _BLOCK.fullmatch(text)
        if found is None or next(element.iterancestors(_FRAME), None) is not None:
            said = _BLOCK.sub(r"{{ \1 }}", text)
            raise WordTemplateError(
                _(
                    "A piece of the roadmap needs a paragraph of its own in the text or in a table, with"
                    " nothing else in it; here it stands with other words or in a frame: «%(paragraph)s»."
                )
                % {"paragraph": said[:200]}
            )
        yield element, found[1]
