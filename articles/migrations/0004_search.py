"""The search index: an FTS5 table on SQLite, text search vectors on PostgreSQL.

Django knows it as one ordinary model. Whoever changes that model later writes the
operation by hand, as here: Django cannot remake an FTS5 table.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone

from articles.words import indexed

SQLITE = """
CREATE VIRTUAL TABLE articles_searchentry USING fts5(
    words UNINDEXED, title, headings, questions, lead, body,
    tokenize = 'unicode61 remove_diacritics 0'
)
"""
# The columns hold stems, which the configuration "simple" takes as they are.
POSTGRESQL = """
ALTER TABLE articles_searchentry
    ADD COLUMN head tsvector GENERATED ALWAYS AS (
        to_tsvector('simple'::regconfig,
            title || ' ' || headings || ' ' || questions || ' ' || lead)
    ) STORED,
    ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, title), 'A') ||
        setweight(to_tsvector('simple'::regconfig, headings), 'B') ||
        setweight(to_tsvector('simple'::regconfig, questions), 'B') ||
        setweight(to_tsvector('simple'::regconfig, lead), 'C') ||
        setweight(to_tsvector('simple'::regconfig, body), 'D')
    ) STORED;
CREATE INDEX search_head ON articles_searchentry USING gin (head);
CREATE INDEX search_vector ON articles_searchentry USING gin (vector);
"""


def make_table(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
        return
    schema_editor.create_model(apps.get_model("articles", "SearchEntry"))
    schema_editor.execute(POSTGRESQL, params=None)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_searchentry")


def fill(apps, schema_editor):
    """An entry for everything that is live or scheduled."""
    entries = apps.get_model("articles", "SearchEntry").objects
    for page in current_pages(apps).iterator(chunk_size=50):
        source = page.publication.revision.source_data
        document = page.document_data
        texts = indexed(
            title=source["title"],
            headings=[heading["text"] for heading in document["toc"]],
            questions=[faq["question"] for faq in document["faqs"]],
            lead=f"{source['standfirst']}\n{source['summary']}",
            body=document["plain_text"],
        )
        entries.create(publication_id=page.pk, **texts)


def current_pages(apps):
    publications = apps.get_model("articles", "Publication").objects
    now = timezone.now()
    later = publications.filter(
        article=models.OuterRef("publication__article"),
        at__gt=models.OuterRef("publication__at"),
        at__lte=now,
    )
    pages = apps.get_model("articles", "PublishedPage").objects
    return pages.filter(
        ~models.Exists(later) | Q(publication__at__gt=now)
    ).select_related("publication__revision")


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_reader")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SearchEntry",
                    fields=[
                        (
                            "publication",
                            models.OneToOneField(
                                db_column="rowid",
                                db_constraint=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="search_entry",
                                serialize=False,
                                to="articles.publication",
                            ),
                        ),
                        ("words", models.TextField()),
                        ("title", models.TextField()),
                        ("headings", models.TextField()),
                        ("questions", models.TextField()),
                        ("lead", models.TextField()),
                        ("body", models.TextField()),
                    ],
                    options={"verbose_name_plural": "search entries"},
                )
            ],
        ),
        migrations.RunPython(make_table, drop_table),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
