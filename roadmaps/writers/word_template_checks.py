"""What is looked for in a Word template before it is kept, in the process that may fail at it."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from django.utils.translation import gettext as _
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes
from lxml import etree

from roadmaps.documents.archive import MEGABYTE, WORD, open_package
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.messages import REFUSALS
from roadmaps.writers.word_fields import BLOCKS, FLAGS, LINES, NAMES
from roadmaps.writers.word_template import WordTemplateError, environment, filled_in, marked

MAX_TEXT: Final = 2 * MEGABYTE
_ALLOWED: Final = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not)
_LOGIC: Final = (nodes.And, nodes.Or)
_MACROS: Final = ("vbaproject", "activex", "embeddings/")
_PROPERTIES: Final = ("author", "comments", "identifier", "language", "subject", "title")
_HYPERLINK: Final = frozenset(
    f"http://{house}/relationships/hyperlink"
    for house in (
        "schemas.openxmlformats.org/officeDocument/2006",
        "purl.oclc.org/ooxml/officeDocument",
    )
)


def check(data: bytes) -> None:
    """Look at the template's parts, fields and conditions; fill it in once for each way it can turn out."""
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
    for flags in product((True, False), repeat=len(FLAGS)):
        for line in ("а", ""):
            _try_out(data, dict(zip(FLAGS, flags, strict=True)), line)


def _try_out(data: bytes, flags: dict[str, bool], line: str) -> None:
    """Fill the template in with one text for every line; some piece of the roadmap must be in it."""
    made = filled_in(data, {**dict.fromkeys(LINES, line), **flags})
    if any(marked(made.docx.element.body)):
        return
    missing = {
        "field": "дорожная_карта",
        "flags": _listed(name for name, is_so in flags.items() if not is_so),
    }
    if not all(flags.values()):
        raise WordTemplateError(
            _(
                "The template has no place for the roadmap where this is not so: %(flags)s. "
                "Write {{ %(field)s }} in a paragraph of its own outside the condition."
            )
            % missing
        )
    raise WordTemplateError(
        _("The template has no place for the roadmap: write {{ %(field)s }} in a paragraph of its own.")
        % missing
    )


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
    try:
        root = etree.fromstring(relations, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise WordTemplateError(_(REFUSALS["broken"])) from error
    return any(
        one.get("TargetMode", "").strip().lower() == "external" and one.get("Type") not in _HYPERLINK
        for one in root.iter()
    )


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
