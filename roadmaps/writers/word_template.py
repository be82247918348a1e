"""A Word template of the department: checked before it is kept, filled in by docxtpl in a sandbox.

A template may name fields and ask «if»; it may not call, count or repeat anything, so that filling it in
costs no more than its own size.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from roadmaps.documents.archive import MEGABYTE, WORD, open_package
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.messages import REFUSALS
from roadmaps.writers.word_fields import BLOCKS, NAMES

MAX_TEMPLATE: Final = 5 * MEGABYTE
MAX_TEXT: Final = 2 * MEGABYTE
MARK: Final = "\ue000"  # stands round the name of a block until it is put in
_ALLOWED: Final = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not)
_LOGIC: Final = (nodes.And, nodes.Or)
_MACROS: Final = ("vbaproject", "activex", "embeddings/")
_PROPERTIES: Final = ("author", "comments", "identifier", "language", "subject", "title")


class WordTemplateError(Exception):
    """The template is not taken; the message says why and what to do."""


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates are filled in: texts escaped, an unknown field an error, no way to Python."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def check_template(data: bytes) -> None:
    """See that a template can be filled in; WordTemplateError says what is wrong with it, by name."""
    if len(data) > MAX_TEMPLATE:
        raise WordTemplateError(
            _("The template is larger than %(size)d MB.") % {"size": MAX_TEMPLATE // MEGABYTE}
        )
    template = _opened(data)
    body, others = _sources(template)
    unknown: set[str] = set()
    for source in (body, *others):
        unknown |= _check_source(source)
    if unknown:
        raise WordTemplateError(
            _("The template has unknown fields: %(unknown)s. Fields that may be written: %(known)s.")
            % {"unknown": _listed(unknown), "known": _listed(NAMES)}
        )
    misplaced = {name for source in others for name in _names(source) if name in BLOCKS}
    if misplaced:
        raise WordTemplateError(
            _("These fields belong into the text itself, not into a header, a footer or a note: %(names)s.")
            % {"names": _listed(misplaced)}
        )
    if not any(name in BLOCKS for name in _names(body)):
        raise WordTemplateError(
            _("The template has no place for the roadmap: write {{ %(field)s }} in a paragraph of its own.")
            % {"field": "дорожная_карта"}
        )


def filled_in(data: bytes, context: dict[str, Any]) -> DocxTemplate:
    """The document with its lines put in; a block's paragraph holds the block's name between marks.

    The template was checked when it was kept.
    """
    template = DocxTemplate(io.BytesIO(data))
    marks = {name: f"{MARK}{name}{MARK}" for name in BLOCKS}
    try:
        template.render({**context, **marks}, environment())
    except TemplateError as error:
        raise WordTemplateError(_("The template cannot be filled in.")) from error
    return template


def _opened(data: bytes) -> DocxTemplate:
    try:
        package = open_package(data)
        package.check()
    except DocumentError as error:
        raise WordTemplateError(_(REFUSALS[error.code]) % error.details) from error
    if package.kind != WORD:
        raise WordTemplateError(_("This is not a Word document. Save the template as .docx."))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if any(mark in part.filename.lower() for part in parts for mark in _MACROS):
            raise WordTemplateError(
                _("The template holds macros or embedded objects. Save it without them, as .docx.")
            )
        if any(part.filename.endswith(".xml") and part.file_size > MAX_TEXT for part in parts):
            raise WordTemplateError(_("The template's own text is too large: leave only the form in it."))
        for part in parts:
            if part.filename.endswith(".rels") and _is_foreign(archive.read(part)):
                raise WordTemplateError(
                    _("The template links to files outside itself. Insert pictures into the document itself.")
                )
    try:
        template = DocxTemplate(io.BytesIO(data))
        template.init_docx()
    except (OpcError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise WordTemplateError(_(REFUSALS["broken"])) from error
    return template


def _is_foreign(relations: bytes) -> bool:
    """Whether anything but a link to click lies outside the file."""
    relationships = relations.split(b"<Relationship ")
    return any(b'TargetMode="External"' in one and b"/hyperlink" not in one for one in relationships)


def _sources(template: DocxTemplate) -> tuple[str, list[str]]:
    """What docxtpl would fill in: the body's text, and that of headers, footers, notes and properties."""
    body = template.patch_xml(template.get_xml())
    others = [
        template.patch_xml(template.get_part_xml(part))
        for uri in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI)
        for _key, part in template.get_headers_footers(uri)
    ]
    for part in template.docx.part.package.parts:
        if part.content_type.endswith("footnotes+xml"):
            others.append(template.patch_xml(part.blob.decode("utf-8", "replace")))
    properties = template.docx.core_properties
    others += [str(getattr(properties, name)) for name in _PROPERTIES]
    return body, others


def _check_source(source: str) -> set[str]:
    """The unknown names of one text; WordTemplateError where it does more than name fields and ask «if»."""
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as error:
        raise WordTemplateError(
            _("A field or a condition is not written to the end: %(error)s") % {"error": error.message}
        ) from error
    except TemplateError as error:
        raise WordTemplateError(_("The template cannot be filled in.")) from error
    unknown = set()
    for node in _walk(tree):
        if not isinstance(node, (*_ALLOWED, *_LOGIC)):
            raise WordTemplateError(
                _(
                    "The template may only name fields and ask “if”. "
                    "Take loops, calls, filters and calculations out of it."
                )
            )
        if isinstance(node, nodes.Name) and node.name not in NAMES:
            unknown.add(node.name)
    return unknown


def _names(source: str) -> set[str]:
    return {node.name for node in environment().parse(source).find_all(nodes.Name)}


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in sorted(names))
