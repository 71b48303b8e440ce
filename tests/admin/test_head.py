"""What stands at the head of every screen of the desk: its menu, and who is there."""

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.django_db


def head(client, path="/admin/"):
    return BeautifulSoup(client.get(path).content, "html.parser").find(id="header")


def lines(part):
    return [link.get_text(strip=True) for link in part.find_all("a")]


def test_what_is_seldom_wanted_is_folded_under_its_name(owner):
    folded = head(owner).find("details")

    assert folded.summary.get_text(strip=True) == "The practice"
    assert lines(folded) == [
        "Practice",
        "Clinicians",
        "People",
        "Addresses of the former site",
        "Take everything with me",
    ]


def test_what_is_written_daily_is_never_folded(owner):
    menu = head(owner).find(class_="desk-menu")
    menu.find("details").decompose()

    assert lines(menu) == [
        "Articles",
        "Pages",
        "Menu",
        "Series",
        "Topics",
        "Pictures",
        "References",
    ]


def test_a_few_lines_are_not_folded(therapist):
    menu = head(therapist).find(class_="desk-menu")

    assert menu.find("details") is None
    assert "Clinicians" in lines(menu)


def test_the_name_is_marked_on_screens_that_are_folded_under_it(owner):
    here, elsewhere = (
        head(owner, path).find("summary").get("class")
        for path in ("/admin/take-away/", "/admin/articles/series/")
    )

    assert here == ["here"]
    assert elsewhere is None


@pytest.mark.parametrize(
    "path", ["/admin/password_change/", "/admin/password_change/done/"]
)
def test_links_of_who_is_there_are_the_same_where_django_has_its_own(owner, path):
    owner.user.set_password("a long word that nobody knows")
    owner.user.save()
    owner.force_login(owner.user)

    tools = head(owner, path).find(id="user-tools")

    assert lines(tools) == ["See the site", "Change password"]
    assert [b.get_text(strip=True) for b in tools.find_all("button")] == ["Sign out"]
