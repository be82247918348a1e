"""A document that cannot be taken in."""

from roadmaps.documents.messages import REFUSALS


class DocumentError(Exception):
    """A file that is refused: `code` says why, `details` fill the names in its sentence."""

    def __init__(self, code: str, **details: int | str) -> None:
        super().__init__(REFUSALS[code] % details)
        self.code = code
        self.details = details

    @property
    def message(self) -> str:
        """The source sentence, to be translated before `details` are put in it."""
        return REFUSALS[self.code]
