"""The picture library."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.admin.base import DeskAdmin
from articles.admin.editor import TextArea
from articles.admin.focus import EXPLAINED, WAIT, FocusForm, stage
from articles.admin.removal import as_pk, refuse
from articles.admin.uploads import keep_upload
from articles.admin.wording import quoted
from articles.imaging import ImageRefused
from articles.models import Article, Clinician, Image, ImageUse, Practice
from articles.tasks import make_renditions

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Picture",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text="JPEG, PNG, WebP, AVIF or GIF, at most 15 MB. What the camera wrote "
        "into the file, such as the place, is not kept.",
        error_messages={"required": "Choose a file."},
    )
    title = forms.CharField(
        label="Name",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="How you find it again, for example “Lamp at night”. Empty: made "
        "from the file’s name.",
    )
    rights = forms.CharField(
        label="Where it comes from",
        required=False,
        widget=TextArea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="A private note: who made it and why you may use it.",
    )


class ImageForm(FocusForm):
    class Meta:
        model = Image
        fields = ["title", "rights", "focal_x", "focal_y"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "rights": TextArea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }


@admin.register(Image)
class ImageAdmin(DeskAdmin):
    form = ImageForm
    fieldsets = [
        (
            "What must stay in view?",
            {
                "description": EXPLAINED,
                "fields": ["picture", ("focal_x", "focal_y")],
            },
        ),
        ("About the picture", {"fields": ["title", "rights", "size", "shown_in"]}),
    ]
    readonly_fields = ["picture", "size", "shown_in"]
    list_display = ["thumbnail", "title", "size", "uses"]
    list_display_links = ["thumbnail", "title"]
    search_fields = ["title", "rights"]
    list_per_page = 30

    class Media:
        css = {"all": ["admin/desk/article.css", "admin/desk/focus.css"]}
        js = [forms.Script("admin/desk/focus.js", type="module")]

    def get_queryset(self, request):
        """Counted beside each row, so that a page of the list counts for itself."""
        uses = ImageUse.objects.filter(image=OuterRef("pk")).order_by().values("image")
        counted = uses.annotate(articles=Count("article", distinct=True))
        return (
            super()
            .get_queryset(request)
            .annotate(count=Coalesce(Subquery(counted.values("articles")), Value(0)))
            .prefetch_related("renditions")
        )

    @admin.display(description="picture")
    def thumbnail(self, image):
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" loading="lazy">',
            smallest_file(image),
            image.title,
        )

    @admin.display(description="picture")
    def picture(self, image):
        return stage(image)

    @admin.display(description="size")
    def size(self, image):
        return f"{image.width} × {image.height} pixels"

    @admin.display(description="shown in", ordering="count")
    def uses(self, image):
        return f"{image.count} article{'' if image.count == 1 else 's'}"

    @admin.display(description="shown in")
    def shown_in(self, image):
        articles = articles_showing(image)
        if not articles:
            return "No article."
        return format_html(
            "<ul>{}</ul>",
            format_html_join(
                "",
                '<li><a href="{}">{}</a></li>',
                (
                    (reverse("admin:articles_article_change", args=[a.pk]), str(a))
                    for a in articles
                ),
            ),
        )

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(*posted)
        if form.is_valid():
            try:
                image, is_new = keep(form, by=request.user)
            except ImageRefused as refusal:
                form.add_error("file", str(refusal))
            else:
                return self.response_upload(request, image, is_new)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Add a picture",
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/articles/image/upload.html", context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The cuts are made anew after the save's transaction has ended."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if moved := getattr(request, "moved_focus", None):
            make_renditions.enqueue(moved)
        return response

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.is_moved():
            request.moved_focus = obj.pk
            messages.info(request, WAIT)

    def response_upload(self, request, image, is_new):
        if is_new:
            self.log_addition(request, image, "Added.")
            messages.success(request, f"“{image}” is in your library.")
        else:
            messages.info(
                request, f"This picture is already in the library, as “{image}”."
            )
        return HttpResponseRedirect(
            reverse("admin:articles_image_change", args=[image.pk])
        )

    def delete_view(self, request, object_id, extra_context=None):
        image = Image.objects.filter(pk=as_pk(object_id)).first()
        if image and self.has_delete_permission(request, image):
            held = users_of(image)
            if held:
                return refuse(request, image, f"“{image}” is shown in {held}. {LEAVE}")
        return super().delete_view(request, object_id, extra_context)

    def list_title(self, request):
        return "Pictures"


LEAVE = "Take it out there first; then it can be deleted."


def keep(form, *, by):
    cleaned = form.cleaned_data
    return keep_upload(
        cleaned["file"], by=by, title=cleaned["title"], rights=cleaned["rights"]
    )


def smallest_file(image):
    """The address of the narrowest JPEG or PNG, which every browser shows."""
    files = image.picture().renditions
    plain = [file for file in files if file.format in ("jpeg", "png")] or files
    narrow = min(plain, key=lambda file: file.width, default=None)
    return narrow.url if narrow else image.file.url


def articles_showing(image):
    return list(Article.objects.filter(image_uses__image=image).distinct())


def users_of(image):
    """All that shows a picture, in words: articles, portraits, the home page, logo."""
    practice = Q(logo=image) | Q(home_picture=image)
    things = [
        *articles_showing(image),
        *Clinician.objects.filter(portrait=image),
        *Practice.objects.filter(practice),
    ]
    return quoted(things) if things else ""
