"""The admin site: its name, what it lists and in which order.

Apart from the package ``articles.admin``, because Django makes the site before it
imports what registers itself there.
"""

from dataclasses import dataclass

from django.contrib import admin
from django.urls import path, reverse


@dataclass(frozen=True)
class Entry:
    """One line of the menu: a model's list, perhaps only a part of it.

    ``view``: the name of a screen of its own, for whoever may change the model.
    """

    model: str
    name: str
    query: str = ""
    add_query: str = ""
    view: str = ""


SECTIONS = {
    "Writing": (
        Entry("Article", "Articles", "?kind=article"),
        Entry("Article", "Pages", "?kind=page", "?kind=page"),
        Entry("Article", "Menu", view="menu"),
        Entry("Series", "Series"),
        Entry("Topic", "Topics"),
        Entry("Image", "Pictures"),
        Entry("Reference", "References"),
    ),
    "The practice": (
        Entry("Practice", "Practice"),
        Entry("Clinician", "Clinicians"),
        Entry("User", "People"),
        Entry("OldPath", "Addresses of the former site"),
        Entry("Practice", "Take everything with me", view="take_away"),
    ),
}


# Set up once, and seldom wanted after; as few lines as these need no folding.
FOLDED, FEW = {"The practice"}, 2


class PracticeAdminSite(admin.AdminSite):
    site_header = "Writing desk"
    site_title = "Writing desk"
    index_title = "Writing desk"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def __init__(self, name="admin"):
        super().__init__(name)
        self.views = []
        self.to_do = self.last_check = self.progress = self.last_backup = None

    def register_view(self, address, view, *, name):
        """Serve ``view`` at an address of the admin, to staff only."""
        self.views.append((address, view, name))

    def get_urls(self):
        own = [
            path(address, self.admin_view(view), name=name)
            for address, view, name in self.views
        ]
        return own + super().get_urls()

    def get_app_list(self, request, app_label=None):
        """The sections above, each with what this person may see."""
        models = {
            model["object_name"]: {**model, "app_label": app["app_label"]}
            for app in super().get_app_list(request, app_label)
            for model in app["models"]
        }
        sections = [
            {
                "name": name,
                "app_label": "articles",
                "app_url": reverse("admin:index", current_app=self.name),
                "has_module_perms": True,
                "models": [
                    shown(models[entry.model], entry)
                    for entry in entries
                    if entry.model in models and may_open(models[entry.model], entry)
                ],
            }
            for name, entries in SECTIONS.items()
        ]
        shown_sections = [section for section in sections if section["models"]]
        for section in shown_sections:
            section.update(folding(section, request.get_full_path()))
        return shown_sections

    def index(self, request, extra_context=None):
        context = {**(extra_context or {})}
        if self.to_do:
            context["to_do"] = self.to_do(request.user)
        if self.last_check and request.user.has_perm("articles.change_reference"):
            context["last_check"] = self.last_check() or "never"
        if self.progress and request.user.has_perm("articles.view_reference"):
            context["progress"] = self.progress()
        if self.last_backup:
            context["last_backup"] = self.last_backup(request.user)
        return super().index(request, context)


def folding(section, path):
    """How the menu shows a section: what is seldom wanted is folded, if it is much."""
    urls = {model["admin_url"] for model in section["models"]}
    is_folded = section["name"] in FOLDED and len(urls) > FEW
    return {"is_folded": is_folded, "is_here": path in urls}


def may_open(model, entry):
    return not entry.view or model["perms"]["change"]


def shown(model, entry):
    if entry.view:
        url = reverse(f"admin:{entry.view}")
        return {**model, "name": entry.name, "admin_url": url, "add_url": None}
    add, listing = model.get("add_url"), model.get("admin_url")
    return {
        **model,
        "name": entry.name,
        "admin_url": listing and listing + entry.query,
        "add_url": add and add + entry.add_query,
    }
