"""Small OpenDocument files made part by part."""

from tests.roadmaps.word_files import archive

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)
TYPE = "application/vnd.oasis.opendocument"
STYLES = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."'
    ' text:display-levels="2"/></text:list-style>'
    '<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/>'
    "</style:style>"
    '<style:style style:name="Unseen" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)


def cell(*lines, across=1, down=1, repeated=1, attributes=""):
    """A cell of paragraphs; a line that is XML stands as it is."""
    for name, count in (("columns-spanned", across), ("rows-spanned", down), ("columns-repeated", repeated)):
        attributes += f' table:number-{name}="{count}"' if count > 1 else ""
    inside = "".join(line if line.startswith("<text:") else f"<text:p>{line}</text:p>" for line in lines)
    return f"<table:table-cell{attributes}>{inside}</table:table-cell>"


def covered(count=1):
    """Cells under a merged one."""
    return f'<table:covered-table-cell table:number-columns-repeated="{count}"/>'


def row(*cells, attributes=""):
    """A row; a plain text stands for a plain cell."""
    made = "".join(one if one.startswith("<table:") else cell(one) for one in cells)
    return f"<table:table-row{attributes}>{made}</table:table-row>"


def table(*rows, name="План", attributes=""):
    """A table of rows."""
    made = "".join(one if isinstance(one, str) else row(*one) for one in rows)
    return f'<table:table table:name="{name}"{attributes}>{made}</table:table>'


def numbered(text, level=1, *, goes_on=True):
    """A paragraph of the list L1, going on with what was counted before."""
    begun = ' text:continue-numbering="true"' if goes_on else ""
    inside = f"<text:p>{text}</text:p>"
    for _ in range(level - 1):
        inside = f"<text:list><text:list-item>{inside}</text:list-item></text:list>"
    return f'<text:list text:style-name="L1"{begun}><text:list-item>{inside}</text:list-item></text:list>'


def open_document(*blocks, kind="text", manifest=""):
    """The bytes of a text or a spreadsheet; a plain text stands for a paragraph."""
    body = "".join(one if one.startswith("<") else f"<text:p>{one}</text:p>" for one in blocks)
    parts = {
        "mimetype": f"{TYPE}.{kind}",
        "content.xml": (
            f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
        ),
    }
    return archive(parts | ({"META-INF/manifest.xml": manifest} if manifest else {}))
