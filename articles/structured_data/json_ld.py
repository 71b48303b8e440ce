"""Pages, the practice and its people in the words of schema.org.

Chosen by what search engines read in November 2026. Without use today, and so left
out: FAQPage (no result at Google since 7 May 2026), HowTo, the search box of a site,
ratings of one's own practice.
"""

import re
from html import unescape

from django.utils import timezone

from articles.models.reader_urls import url_of
from articles.structured_data.addresses import absolute_url
from articles.structured_data.pictures import image_of, image_of_site, own_images

CONTEXT = "https://schema.org"
TAG = re.compile(r"<[^>]*>")


def blog_posting(site, page):
    url = absolute_url(page.url)
    place = page.series_place
    return without_empty(
        {
            "@context": CONTEXT,
            "@type": "BlogPosting",
            "@id": f"{url}#article",
            "mainEntityOfPage": web_page(page),
            "headline": page.title,
            "description": page.standfirst,
            "image": own_images(page),
            "datePublished": moment(page.published_at),
            "dateModified": moment(page.updated_at or page.published_at),
            "author": [author(site, one) for one in page.authors],
            "publisher": named_practice(site),
            "isPartOf": place and series(place),
            "position": place and place.number,
            "keywords": [topic.title for topic in page.topics],
            "wordCount": page.document.word_count,
            "timeRequired": reading_time(page.document.reading_minutes),
            "citation": [plain(entry.html) for entry in page.document.references],
            "inLanguage": "en-US",
        }
    )


def web_page(page):
    """``lastReviewed`` belongs to the page, not to the article on it."""
    url = absolute_url(page.url)
    return without_empty(
        {
            "@type": "WebPage",
            "@id": url,
            "url": url,
            "name": page.title,
            "lastReviewed": page.reviewed_on and page.reviewed_on.isoformat(),
        }
    )


def profile_page(page):
    """A page that introduces one person."""
    person = clinician(page.about, absolute_url(page.url))
    portrait = page.about.portrait
    image = portrait and image_of(page.document, portrait.digest)
    numbers = [one.number for one in page.about.licences.all() if one.number]
    entity = {**person, "identifier": one_or_more(numbers), "image": image}
    kind = {"@type": "ProfilePage", "mainEntity": without_empty(entity)}
    return {"@context": CONTEXT, **web_page(page), **kind}


def reviewed_page(page):
    return {"@context": CONTEXT, **web_page(page)}


def author(site, shown):
    """Whoever the byline names, with the address to which it leads."""
    people = {one.slug: one for one in site.clinicians}
    return clinician(people[shown.slug], absolute_url(shown.url))


def clinician(person, url):
    """Only the name in ``name``: titles and credentials have places of their own."""
    licences = person.licences.all()
    return without_empty(
        {
            "@type": "Person",
            "@id": absolute_url(person.get_absolute_url()),
            "name": person.name,
            "alternateName": person.name_as_filed != person.name
            and person.name_as_filed,
            "url": url,
            "jobTitle": one_or_more([licence.full_title for licence in licences]),
            "hasCredential": [credential(licence) for licence in licences],
        }
    )


def credential(licence):
    return without_empty(
        {
            "@type": "EducationalOccupationalCredential",
            "name": licence.full_title,
            "identifier": licence.number,
            "validIn": licence.state
            and {"@type": "AdministrativeArea", "name": licence.state},
        }
    )


def series(place):
    return {
        "@type": "CreativeWorkSeries",
        "name": place.series.title,
        "url": absolute_url(place.series.url),
    }


def website(site):
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": home("website"),
        "name": site.practice.name,
        "url": home(),
        "publisher": {"@id": home("practice")},
    }


def practice(site):
    """A business with an address where people come in, else an organisation.

    A local business must have an address (Google); MedicalBusiness is the nearest
    kind, for no kind of business is a psychotherapist's.
    """
    shown = site.practice
    addresses = [address(place) for place in site.places]
    has_door = any(place.street for place in site.places)
    profiles = site.links.profiles
    picture = image_of_site(site)
    return without_empty(
        {
            "@context": CONTEXT,
            **named_practice(site),
            "@type": "MedicalBusiness" if has_door else "Organization",
            "description": shown.tagline,
            "image": picture and picture.url,
            "telephone": shown.phone,
            "email": shown.email,
            "address": one_or_more(addresses),
            "areaServed": shown.telehealth_area,
            "employee": [
                clinician(
                    one,
                    absolute_url(profiles.get(one.pk) or one.get_absolute_url()),
                )
                for one in site.clinicians
            ],
        }
    )


def named_practice(site):
    return without_empty(
        {
            "@type": "Organization",
            "@id": home("practice"),
            "name": site.practice.name,
            "url": home(),
            "logo": site.logo and absolute_url(site.logo.url),
        }
    )


def address(place):
    return without_empty(
        {
            "@type": "PostalAddress",
            "streetAddress": place.street,
            "addressLocality": place.city,
            "addressRegion": place.state,
            "postalCode": place.postal_code,
        }
    )


def breadcrumbs(steps):
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": title,
                "item": absolute_url(path),
            }
            for position, (title, path) in enumerate(steps, start=1)
        ],
    }


def home(fragment=""):
    url = absolute_url(url_of("home"))
    return f"{url}#{fragment}" if fragment else url


def moment(value):
    """ISO 8601 with the practice's own offset."""
    if not value:
        return None
    here = timezone.get_default_timezone()
    return value.astimezone(here).isoformat(timespec="seconds")


def reading_time(minutes):
    return f"PT{minutes}M" if minutes else None


def plain(html):
    """The words of an entry as the list at the page's end shows them."""
    return " ".join(unescape(TAG.sub("", html)).split())


def one_or_more(values):
    return values[0] if len(values) == 1 else values


def without_empty(values):
    return {name: value for name, value in values.items() if value}
