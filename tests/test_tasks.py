import pytest
from django.utils import timezone

from articles.models import (
    Article,
    Publication,
    PublishedPage,
    Reference,
    Revision,
)
from articles.tasks import make_renditions, rerender_stale
from tests.factories import (
    make_image,
    make_published_article,
    make_reference,
)

pytestmark = pytest.mark.django_db


def test_sizes_are_made_and_the_pages_that_show_the_picture_follow(media_root, client):
    image = make_image(width=1300, height=800)
    figure = {"name": "lamp", "image": image, "alt": "A lamp."}
    make_published_article("Sleep", body="![](figure:lamp)", figures=[figure])
    before = client.get("/articles/sleep/").text

    make_renditions.enqueue(image.pk)

    after = client.get("/articles/sleep/").text
    assert "-1200.webp" in after
    assert "-1200.webp" not in before
    assert not PublishedPage.objects.filter(is_stale=True).exists()


def test_running_twice_makes_nothing_new(media_root):
    image = make_image(width=900, height=600)
    make_renditions.enqueue(image.pk)
    sizes = set(image.renditions.values_list("pk", flat=True))

    make_renditions.enqueue(image.pk)
    rerender_stale.enqueue()

    assert set(image.renditions.values_list("pk", flat=True)) == sizes


def test_picture_that_is_gone_is_no_error(media_root):
    assert make_renditions.enqueue(999).status == "SUCCESSFUL"


def test_marked_pages_are_made_anew_and_others_left_alone(client):
    reference = make_reference(family="Reyes", title="Old words")
    stale = make_published_article("Sleep", body=f"As [@{reference.key}] says.")
    other = make_published_article("Grief")
    untouched = PublishedPage.objects.get(publication__article=other).rendered_at
    Reference.objects.update(item={**reference.item, "title": "New words"})
    PublishedPage.objects.filter(publication__article=stale).update(is_stale=True)

    rerender_stale.enqueue()

    assert "New words" in client.get("/articles/sleep/").text
    page = PublishedPage.objects.get(publication__article=other)
    assert page.rendered_at == untouched


def test_replaced_pages_are_left_as_they_were():
    article = make_published_article()
    old = Publication.objects.get()
    article.publish()
    PublishedPage.objects.filter(publication=old).update(is_stale=True)

    rerender_stale.enqueue()

    assert PublishedPage.objects.get(publication=old).is_stale
    assert Article.objects.count() == 1


def test_page_that_cannot_be_made_is_named_and_costs_no_other(client):
    reference = make_reference(family="Reyes", title="Old words")
    bad, good = (
        make_published_article(title, body=f"As [@{reference.key}] says.")
        for title in ("Sleep", "Grief")
    )
    publication = Publication.objects.get(article=bad)
    Revision.objects.filter(publications=publication).update(
        source_data={"faqs": "none of the kind"}
    )
    reference.write({**reference.item, "title": "New words"})

    rerender_stale.enqueue()

    assert "New words" in client.get(f"/articles/{good.slug}/").text
    kept = PublishedPage.objects.get(publication=publication)
    assert "Old words" in kept.document.references[0].html
    progress = PublishedPage.objects.progress(timezone.now())
    assert [title for _, title, _ in progress.failed] == ["Sleep"]
    assert progress.done == 1
