"""Everything that changes what readers see: a site, and for each change a page."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import tasks
from articles.models import (
    Article,
    Clinician,
    Image,
    Licence,
    OldPath,
    Place,
    Practice,
    Reference,
    Series,
    Topic,
)
from articles.models.menu import reorder_menu
from tests.admin.forms import form_data
from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)


@dataclass(frozen=True)
class Change:
    """``path``: a page that shows it, which is there before ``act()``."""

    path: str
    act: object


CHANGES = {}
# Pages that change by themselves after ``schedule()``.
SCHEDULED = ("/articles/", "/articles/back/", "/articles/tagged/")
# Seconds, in which a slow machine too sees the pages as they are before.
UNTIL_THEN = 20


def changes(path):
    """Enter a function in the table, under its name."""

    def enter(act):
        CHANGES[act.__name__] = Change(path, act)
        return act

    return enter


def build():
    room = make_image("A room", width=1700)
    make_practice(name="Two Trees", place="1 Elm Street", home_picture=room)
    make_clinician()
    topic, pictured = make_topic(slug="sleep"), make_topic("Pictures", slug="p")
    work, other, same = (make_reference(family=f) for f in ("Adams", "Beck", "Carr"))
    series = make_series(slug="rest")
    for name in ("again", "withdrawn", "back", "moved", "carded", "figured", "removed"):
        make_published_article(name, slug=name)
    text = f"So it is [@{work.key}; @{other.key}; @{same.key}]."
    make_published_article("Citing", slug="citing", body=text)
    for title in ("First part", "Second part"):
        make_published_article(title, series=series)
    make_published_article("Tagged", slug="tagged", topics=[topic])
    lamp = make_image("Lamp", width=900)
    for slug, topics in {"pictured": [], "cropped": [pictured]}.items():
        make_published_article(
            slug,
            slug=slug,
            body="![](figure:lamp)",
            figures=[{"name": "lamp", "image": lamp, "alt": "A lamp"}],
            topics=topics,
        )
    lamp.make_crops()
    publish_anew("back", title="The version after")
    Article.objects.get(slug="removed").withdraw()
    for slug in ("fees", "privacy"):
        make_published_page(slug.capitalize(), slug=slug)
    OldPath.objects.create(
        path="/from-before", article=Article.objects.get(slug="moved")
    )
    User.objects.create_superuser("owner")


def article(slug):
    return Article.objects.get(slug=slug)


def publish_anew(slug, *, at=None, **draft):
    found = article(slug)
    for name, value in draft.items():
        setattr(found, name, value)
    found.save()
    found.publish(at=at)


def save(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def save_in_admin(row, **values):
    """As the form of the admin would send it with these fields changed."""
    client = Client(headers={"host": "testserver"})
    client.force_login(User.objects.get(username="owner"))
    name = f"admin:articles_{row._meta.model_name}_change"
    address = reverse(name, args=[row.pk])
    response = client.post(address, form_data(client.get(address)) | values)
    assert response.status_code == 302, response.text


@changes("/articles/")
def publish():
    make_published_article("Newly published")


@changes("/articles/again/")
def publish_a_new_version():
    publish_anew("again", title="Otherwise", body="Quite another text.")


@changes("/articles/back/")
def go_back_to_the_version_before():
    article("back").go_back()


@changes("/articles/withdrawn/")
def withdraw():
    article("withdrawn").withdraw()


@changes("/articles/removed/")
def delete_an_article():
    article("removed").delete()


@changes("/articles/moved/")
def address():
    article("moved").move_to("elsewhere")


@changes("/from-long-ago")
def address_of_the_former_site():
    OldPath.objects.create(path="/from-long-ago", article=article("again"))


@changes("/from-before")
def address_of_the_former_site_taken_away():
    OldPath.objects.get(path="/from-before").delete()


@changes("/articles/citing/")
def reference():
    retitle("Adams", "An altogether other title")
    tasks.rerender_stale.enqueue()


@changes("/references.ris")
def reference_in_the_public_list():
    retitle("Beck", "One more title")


@changes("/references/")
def printed_entry_of_a_reference():
    tasks.format_changed.enqueue([work_by("Beck").pk])


@changes("/references/")
def references_made_one():
    work_by("Beck").absorb(work_by("Carr"))


def retitle(family, title):
    work = work_by(family)
    work.write({**work.item, "title": title})


def work_by(family):
    return Reference.objects.get(family=family.lower())


@changes("/articles/figured/")
def figure():
    found = article("figured")
    found.figures.create(name="window", image=make_image(), alt="A window")
    publish_anew("figured", body="![](figure:window)")


@changes("/articles/pictured/")
def figure_of_another_picture():
    article("pictured").figures.update(image=make_image("Another lamp", width=900))
    publish_anew("pictured")


@changes("/topics/p/")
def moved_focus():
    save_in_admin(Image.objects.get(title="Lamp"), focal_x=5)


@changes("/")
def files_of_a_picture():
    """Made in the background after it was chosen."""
    Practice.current().home_picture.make_renditions()


@changes("/fees/")
def practice():
    save(Practice.current(), name="Three Trees")


@changes("/fees/")
def practice_in_the_admin():
    save_in_admin(Practice.current(), name="Four Trees")


@changes("/fees/")
def practice_in_bulk():
    Practice.objects.update(footer_note="By appointment only.")


@changes("/")
def place():
    Place.objects.bulk_create([Place(city="Berkeley", street="2 Oak Street")])


@changes("/")
def clinician():
    save(Clinician.objects.get(), biography="She listens.")


@changes("/")
def clinician_in_the_admin():
    save_in_admin(Clinician.objects.get(), biography="She asks, too.")


@changes("/fees/")
def licence():
    save(Licence.objects.get(), number="99999")


@changes("/articles/tagged/")
def topic():
    save(Topic.objects.get(slug="sleep"), name="Sleeping")


@changes("/topics/sleep/")
def topic_in_the_admin():
    save_in_admin(Topic.objects.get(slug="sleep"), description="On nights.")


@changes("/articles/carded/")
def topics_of_an_article():
    topics = [Topic.objects.get(slug="sleep").pk]
    save_in_admin(article("carded"), topics=topics, crisis_card="violence")


@changes("/series/rest/")
def series():
    save(Series.objects.get(), title="The space around")


@changes("/series/rest/")
def series_order():
    found = Series.objects.get()
    found.reorder(list(reversed(found.article_ids())))


@changes("/articles/")
def menu():
    reorder_menu([article(slug).pk for slug in ("privacy", "fees")])


@changes("/privacy/")
def page():
    publish_anew("privacy", title="Your privacy")


@changes("/privacy/")
def withdraw_a_page():
    article("privacy").withdraw()


def schedule():
    """An article and a version that come and an article that goes; when, Unix time."""
    at = timezone.now() + timedelta(seconds=UNTIL_THEN)
    make_published_article("Scheduled", at=at)
    publish_anew("back", title="Once more", at=at)
    article("tagged").withdraw(at=at)
    return at.timestamp()
