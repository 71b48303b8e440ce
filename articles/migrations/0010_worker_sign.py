"""When the task worker of each machine last gave a sign of life."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_made_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkerSign",
            fields=[
                (
                    "machine",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
