"""Indexes by which pages and lists cost the same however large the library is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_keeping")]

    operations = [
        # The last and the next moment at which something appears or goes.
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["at"], name="switches"),
        ),
        # The desk's lists of articles and pages, and which texts are plain pages.
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["-edited_at", "-id"], name="last_edited"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["kind", "-edited_at", "-id"], name="last_edited_kind"
            ),
        ),
        # What the desk's first page names of the articles and pages.
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["review_due_on"], name="reviews_due"),
        ),
        migrations.AddIndex(
            model_name="publishedpage",
            index=models.Index(
                fields=["stale_since"],
                name="stale_pages",
                condition=models.Q(is_stale=True),
            ),
        ),
        # The desk's list of pictures.
        migrations.AddIndex(
            model_name="image",
            index=models.Index(fields=["-created_at", "-id"], name="newest_pictures"),
        ),
    ]
