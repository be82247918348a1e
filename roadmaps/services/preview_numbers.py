"""The numbers that the rows of one section bear, and the first that is free."""

from common.keys import key_of


class Numbers:
    """Numbers as they are met, in the document's order; asking for a free one costs no walk over all."""

    def __init__(self) -> None:
        self.last = ""
        self._taken: set[str] = set()
        self._beyond: dict[str, int] = {}  # a taken number → what comes after the run that it stands in

    def __contains__(self, number: str) -> bool:
        return number in self._taken

    def add(self, number: str) -> None:
        """Another row bears it."""
        self._taken.add(number)
        self.last = number

    def following(self, number: str) -> str:
        """The first free number after ``number``: «2.4» after «2.3», unless it is taken; else «»."""
        head, dot, tail = number.rstrip(".").rpartition(".")
        value, passed = key_of(tail), []
        if value is None:
            return ""
        value += 1
        while (name := f"{head}{dot}{value}") in self._taken:
            passed.append(name)
            value = max(value + 1, self._beyond.get(name, 0))
        self._beyond.update(dict.fromkeys(passed, value))
        return name
