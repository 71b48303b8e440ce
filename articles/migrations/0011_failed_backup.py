"""That the last backup failed, and why."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_worker_sign"),
    ]

    operations = [
        migrations.CreateModel(
            name="FailedBackup",
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
                ("problem", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(pk=1), name="failed_backup_is_one_row"
                    )
                ],
            },
        ),
    ]
