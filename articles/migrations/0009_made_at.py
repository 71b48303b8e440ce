"""When a publication was made may be said; the column stays as it is."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_listing")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="publication",
                    name="created_at",
                    field=models.DateTimeField(default=timezone.now, editable=False),
                )
            ]
        )
    ]
