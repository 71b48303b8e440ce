"""A module imports from lower rows and from its own package, nothing else.

The rows are those of the design; a lower row never knows a higher one, and the
rows named in ``WITHOUT_DJANGO`` never import Django.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [
    {"articles.source", "articles.characters"},
    {"articles.citations", "articles.imaging", "articles.looks"},
    {
        "articles.rendering",
        "articles.importing",
        "articles.lookup",
        "articles.words",
        "articles.portable",
    },
    {"articles.models", "articles.served"},
    {"articles.migrations"},
    {"articles.exporting", "articles.making_anew"},
    {"articles.picture_files"},
    {
        "articles.pages",
        "articles.structured_data",
        "articles.search",
        "articles.tasks",
        "articles.importer",
        "articles.keeping",
        "articles.bringing_back",
        "articles.login_links",
        "articles.demo",
    },
    {
        "articles.views",
        "articles.admin",
        "articles.feeds",
        "articles.robots",
        "articles.sitemaps",
        "articles.checks",
        "articles.templatetags",
        "articles.management",
    },
    {"articles.urls", "articles.apps", "articles.admin_site"},
    {"practice_site"},
]
WITHOUT_DJANGO = set().union(*ROWS[:3])
MODULES = [*ROOT.glob("articles/**/*.py"), *ROOT.glob("practice_site/**/*.py")]


def place(module):
    """(row, package) of a dotted module name, None for what is not ours."""
    for row, packages in enumerate(ROWS):
        for package in packages:
            if module == package or module.startswith(package + "."):
                return row, package
    return None


def dotted(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(
        ".__init__"
    )


def imports(tree):
    """(dotted name, is it inside a function) of every import in a module."""
    inside = {
        id(inner)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and function.name != "ready"
        for inner in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                yield f"{node.module}.{alias.name}", id(node) in inside


def violations(path, source):
    module = dotted(path)
    here = place(module)
    for name, is_inside in imports(ast.parse(source)):
        there = place(name)
        if is_inside:
            yield f"{module} imports {name} inside a function"
        if here is None:
            continue
        if there and there != here and there[0] >= here[0]:
            yield f"{module} imports {name} from its own row or a higher one"
        if here[1] in WITHOUT_DJANGO and name.split(".")[0] == "django":
            yield f"{module} imports Django"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_module_imports_only_lower_rows(path):
    assert list(violations(path, path.read_text())) == []


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_module_has_a_row(path):
    assert dotted(path) == "articles" or place(dotted(path)) is not None


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("articles/citations/apa.py", "import django"),
        ("articles/citations/apa.py", "from articles.rendering import render"),
        ("articles/feeds.py", "from articles.views import pages"),
        ("articles/models/article.py", "def f():\n    import json"),
    ],
)
def test_a_breach_is_found(path, source):
    assert list(violations(ROOT / path, source))
