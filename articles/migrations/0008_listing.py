"""What the list of all references prints of a work, stored with its entry.

``migrate`` fills it for the works that are there; see the command. Taken back, it
loses nothing that is not made anew.
"""

from django.db import migrations, models


def text():
    return models.TextField(blank=True, db_default="", default="", editable=False)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_desk"),
    ]

    operations = [
        migrations.AddField("reference", "listing", text()),
        migrations.AddField("reference", "author_mark", text()),
        migrations.AddField("reference", "author_name", text()),
    ]
