"""Files are short, and say in their first line what they are."""

import ast
from pathlib import Path

import pytest

from tests.architecture.places import APPS, BASE, own_files, python_files

LIMIT = 300  # lines
CODE = [BASE / "manage.py", *python_files(*APPS, "tests", "benchmarks")]
OTHER = [*own_files("templates", ".html", ".txt"), *own_files("static", ".js")]


def _name(path: Path) -> str:
    return str(path.relative_to(BASE))


@pytest.mark.parametrize("path", CODE + OTHER, ids=_name)
def test_a_file_is_shorter_than_the_limit(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < LIMIT


@pytest.mark.parametrize("path", [path for path in CODE if path.name != "__init__.py"], ids=_name)
def test_a_file_says_what_it_is_and_imports_at_its_top_only(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert (ast.get_docstring(tree) or "").strip(), "no docstring"
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = [
        f"{function.name}, line {node.lineno}"
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inside, f"imports inside functions: {inside}"
