"""Indexes by which the desk's first page counts what waits in the library."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_growth"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="backup",
            index=models.Index(fields=["at"], name="last_backup"),
        ),
        migrations.AddIndex(
            model_name="referenceimport",
            index=models.Index(fields=["state"], name="imports_by_state"),
        ),
        migrations.AddIndex(
            model_name="openpoint",
            index=models.Index(
                fields=["article"],
                name="points_to_look_at",
                condition=models.Q(is_done=False),
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["decision", "kind", "reference"], name="notices_by_decision"
            ),
        ),
        migrations.AddIndex(
            model_name="reference",
            index=models.Index(fields=["edited_at"], name="last_edited_works"),
        ),
        migrations.AddIndex(
            model_name="reference",
            index=models.Index(
                fields=["confirmation", "id"],
                name="how_works_are_known",
                condition=models.Q(merged_into=None),
            ),
        ),
        migrations.AddIndex(
            model_name="reference",
            index=models.Index(
                fields=["id"],
                name="incomplete_works",
                condition=models.Q(merged_into=None, is_incomplete=True),
            ),
        ),
        migrations.AddIndex(
            model_name="referencecheck",
            index=models.Index(fields=["checked_at"], name="last_checked"),
        ),
        migrations.AddIndex(
            model_name="referencecheck",
            index=models.Index(fields=["state", "reference"], name="works_by_check"),
        ),
    ]
