import re

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from practice_site.static_files import StaticFilesStorage


@pytest.fixture
def storage(settings, tmp_path):
    """The storage of production after ``collectstatic``."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "practice_site.static_files.StaticFilesStorage"},
    }
    for _ in range(2):
        call_command("collectstatic", interactive=False, verbosity=0)
    return StaticFilesStorage(location=tmp_path)


def test_stylesheet_is_one_file_with_every_part_in_order_and_no_comment(storage):
    sheet = finders.find("css/site.css")
    with open(sheet) as file:
        names = re.findall(r'url\("(.+?)"\)', file.read())

    with storage.open(storage.stored_name("css/site.css")) as file:
        css = file.read().decode()

    assert len(names) > 10
    assert "@import" not in css
    assert "/*" not in css
    places = []
    for name in names:
        with open(finders.find(f"css/{name}")) as file:
            rules = re.sub(r"/[*].*?[*]/", "", file.read(), flags=re.DOTALL)
        places.append(css.index(rules.strip()))
    assert places == sorted(places)


def test_stylesheet_is_kept_compressed_under_its_hash(storage):
    name = storage.stored_name("css/site.css")

    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", name)
    assert storage.exists(f"{name}.br")
    assert storage.size(f"{name}.br") < 10_000


def test_layers_are_declared_before_any_rule():
    with open(finders.find("css/site.css")) as file:
        first = re.search(r'url\("(.+?)"\)', file.read())[1]
    with open(finders.find(f"css/{first}")) as file:
        css = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.DOTALL)

    assert css.strip().startswith("@layer reset, base, layout, components, print;")
