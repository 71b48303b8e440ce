"""What can be wrong with an installation, said by ``manage.py check``.

What asks the database runs with ``--database default`` and at every ``migrate``;
what is about going public runs with ``--deploy``.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError
from django.http.request import validate_host
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from articles.citations import EngineError
from articles.citations.pandoc import pandoc_path
from articles.models import Publication
from articles.models.site_check import missing_on_site
from articles.served import is_served


@register(Tags.security)
def markdownx_is_not_mounted(app_configs, **kwargs):
    """Its own views let anybody upload a file of any kind, also an HTML page."""
    for pattern in patterns(get_resolver()):
        if pattern.lookup_str.startswith("markdownx."):
            yield Error(
                f"{pattern.lookup_str} is mounted and open to everybody.",
                hint="Take include('markdownx.urls') out of the addresses.",
                id="articles.E002",
            )


def patterns(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns(pattern)


@register(Tags.security)
def site_url_is_an_allowed_host(app_configs, **kwargs):
    host = urlsplit(settings.SITE_URL).hostname
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield Error(
            f"The host of SITE_URL, {host}, is not among ALLOWED_HOSTS, so every page "
            "would be refused.",
            id="articles.E003",
        )


@register(Tags.security)
def exports_are_out_of_reach(app_configs, **kwargs):
    """What stands there holds drafts and private notes."""
    if is_served(settings.EXPORT_ROOT):
        yield Error(
            "EXPORT_ROOT is a folder whose files readers can reach.",
            hint="Name one outside of pictures and style sheets.",
            id="articles.E004",
        )


@register(Tags.security, deploy=True)
def every_host_is_allowed(app_configs, **kwargs):
    if "*" in settings.ALLOWED_HOSTS:
        yield Warning(
            "ALLOWED_HOSTS has “*”, so the site answers under any name.",
            hint="Name the hosts, for example www.example.com.",
            id="articles.W001",
        )


@register()
def pandoc_is_there(app_configs, **kwargs):
    try:
        pandoc_path()
    except EngineError as error:
        yield Warning(
            f"Citations cannot be formatted: {error}",
            hint="Pages already published are served, and texts without new citations "
            "can be published. Install requirements.txt anew.",
            id="articles.W002",
        )


@register(Tags.database)
def practice_is_complete(app_configs, databases=None, **kwargs):
    """What the law and readers want on a practice's site, once articles are public."""
    now = timezone.now()
    try:
        if "default" in (databases or ()) and has_public_articles(now):
            yield from (warning(m) for m in missing_on_site(now) if m.code)
    except DatabaseError:
        # The tables are not there yet, or not as this release needs them: ``migrate``
        # runs the checks first.
        return


def has_public_articles(now):
    return Publication.objects.live(now).articles().exists()


def warning(missing):
    where = f"Write a page “{missing.new_page}”" if missing.new_page else "Mend it"
    return Warning(
        f"{missing.text}. {missing.advice}",
        hint=f"{where} in the admin.",
        id=missing.code,
    )
