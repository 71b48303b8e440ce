"""When the site last changed for readers, and which backups were made of it."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_search")]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.CreateModel(
            name="Backup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
            ],
            options={"get_latest_by": "at"},
        ),
    ]
