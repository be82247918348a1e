"""Orders with roadmaps, in Word and Excel, read into their content (the contract's section 2)."""

from roadmaps.documents.apart import in_format_of_today, read_apart, read_pasted_apart
from roadmaps.documents.content import Column, Content
from roadmaps.documents.document import read_document, read_pasted
from roadmaps.documents.errors import DocumentError
from roadmaps.documents.old_formats import is_old
from roadmaps.documents.spellings import FIELDS, LEARNT, Spellings, spelling_key, usual_field

__all__ = [
    "FIELDS",
    "LEARNT",
    "Column",
    "Content",
    "DocumentError",
    "Spellings",
    "in_format_of_today",
    "is_old",
    "read_apart",
    "read_document",
    "read_pasted",
    "read_pasted_apart",
    "spelling_key",
    "usual_field",
]
