"""The cell «Ответственные» of a plan: its entries, the people and the groups that they name."""

from roadmaps.responsibles.entries import read_entries as split_entries
from roadmaps.responsibles.names import Name, parse_name, same_person

__all__ = ["Name", "parse_name", "same_person", "split_entries"]
