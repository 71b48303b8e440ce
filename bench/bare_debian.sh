# What is asked of the site once docs/deployment.md has been followed. Run by
# bench/bare_debian.py, in the shell that ran that page's blocks; a line with BLOCK gives
# way to the one block of a document that has those words.

status() { curl -s -o /dev/null -w '%{http_code}' "$@"; }
headers() { curl -s -o /dev/null -D - "$@"; }
as_practice() { runuser -u practice -- .venv/bin/python manage.py "$@"; }
fails() { if "$@"; then exit 1; fi; }
until_it_answers() {
    for second in $(seq 60); do
        curl -fs "https://$SITE/readyz" && return
        sleep 1
    done
    exit 1
}

# The units are running, and nothing has failed.
systemctl is-active practice-site.service nginx.service
systemctl is-active practice-site-backup.timer practice-site-references.timer
[ -z "$(systemctl --failed --quiet --plain --no-legend)" ]
systemd-analyze security --no-pager practice-site.service | tail -1

# Pages, each way, and styles.
headers -H 'Accept-Encoding: br' "https://$SITE/" | grep -i '^content-encoding: br'
headers -H 'Accept-Encoding: gzip' "https://$SITE/" | grep -i '^content-encoding: gzip'
style=$(curl -s "https://$SITE/" | grep -o '/static/[^"]*css' | head -1)
headers -f -H 'Accept-Encoding: br' "https://$SITE$style" \
    | grep -i '^content-encoding: br'
[ "$(status "https://$SITE/admin/")" = 302 ]
[ "$(status "http://$SITE/")" = 301 ]
[ "$(status "https://$ALSO/" --resolve "$ALSO:443:127.0.0.1")" = 301 ]

# What www-data may not read.
fails runuser -u www-data -- cat /srv/practice-site/.env
fails runuser -u www-data -- ls /var/lib/practice-site/data

# The task worker, in what its unit allows: pictures, pandoc, an export.
as_practice shell --no-imports -c '
from django.utils import timezone
from articles.models import Practice, PublishedPage, SiteExport
from articles.tasks import make_renditions, make_site_export, take_style
from tests.factories import make_image, make_published_article, make_reference
work, image = make_reference(), make_image(width=1600, height=1067)
make_published_article(
    "Why we argue",
    slug="why-we-argue",
    body=f"![](figure:window)\n\nSaid before [@{work.key}].",
    figures=[{"name": "window", "image": image, "alt": "A window"}],
)
Practice.objects.update(citation_style="chicago")
PublishedPage.objects.all().mark_stale(timezone.now())
make_renditions.enqueue(image.pk)
take_style.enqueue()
make_site_export.enqueue(SiteExport.objects.create(asked_at=timezone.now()).pk)
'
as_practice shell --no-imports -c '
import time
from django_tasks_db.models import DBTaskResult
# The one that tidies up a day later is not waited for.
due = DBTaskResult.objects.exclude(task_path="articles.tasks.forget_old_exports")
for second in range(300):
    states = set(due.values_list("status", flat=True))
    if states <= {"SUCCESSFUL", "FAILED"}:
        break
    time.sleep(1)
assert states == {"SUCCESSFUL"}, states
'
ls /var/lib/practice-site/exports/*
article="https://$SITE/articles/why-we-argue/"
curl -fsS "$article" | grep 'Holt-Lunstad 2015'
pictures=$(curl -fsS "$article" | grep -o '/media/[^" ]*' | sort -u)
echo "$pictures" | grep avif
for picture in $pictures; do [ "$(status "https://$SITE$picture")" = 200 ]; done

# What the timers start.
# BLOCK backup.md: journalctl
systemctl start practice-site-references.service

# A newer version, and a restart.
# BLOCK upgrading.md: git pull
sleep 10
journalctl -u practice-site --no-pager | grep 'New processes take the place'
until_it_answers
systemctl restart practice-site
until_it_answers

# Without the site, nginx says where help is.
systemctl stop practice-site
sleep 2
curl -s "$article" | grep tel:988
[ "$(status "$article")" = 503 ]
systemctl start practice-site

# Everything is lost but a backup.
FILE=$(ls /var/lib/practice-site/backups/*.tar | tail -1)
cd /srv/practice-site
# BLOCK backup.md: --check
# BLOCK backup.md: mv data
# BLOCK backup.md: systemctl start practice-site.service
until_it_answers
[ "$(status "$article")" = 200 ]
[ "$(status "https://$SITE$picture")" = 200 ]

journalctl -u practice-site --no-pager > /tmp/journal
fails grep -E 'ERROR|Traceback' /tmp/journal
du -sm /srv/practice-site /usr /var | sed 's/$/ MB/'
echo EVERYTHING WORKS
