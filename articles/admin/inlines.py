"""What stands beside the text of an article: authors, pictures, questions, works."""

from django import forms
from django.template.defaultfilters import slugify

from articles.admin.editor import DeskEditor
from articles.admin.rows import RowForm, RowsFormSet, RowsInline
from articles.models import FAQ, Authorship, Clinician, Figure, FurtherReading


class AuthorsFormSet(RowsFormSet):
    distinct = ("clinician", "This author is named twice.")


class AuthorInline(RowsInline):
    model = Authorship
    formset = AuthorsFormSet
    fields = ["clinician", "position"]
    verbose_name = "author"
    verbose_name_plural = "authors"
    help_text = "In the order in which they are printed."
    add_text = "Add an author"

    def get_extra(self, request, obj=None, **kwargs):
        return super().get_extra(request, obj, **kwargs) if obj else 1

    def usual_author(self, user):
        """Who writes here if nobody is named: this person, else the first."""
        own = Clinician.objects.filter(user=user).first()
        return own or Clinician.objects.first()


class FAQForm(RowForm):
    class Meta:
        model = FAQ
        fields = ["question", "answer", "position"]
        widgets = {
            "question": forms.TextInput(attrs={"class": "vTextField"}),
            "answer": DeskEditor(rows=6),
        }
        help_texts = {"answer": "It may cite, like the text itself."}
        error_messages = {"question": {"required": "Write the question."}}


class FAQInline(RowsInline):
    model = FAQ
    form = FAQForm
    verbose_name = "question"
    verbose_name_plural = "questions and answers"
    add_text = "Add a question"


class FurtherReadingFormSet(RowsFormSet):
    distinct = ("reference", "This work is listed twice.")


class FurtherReadingInline(RowsInline):
    model = FurtherReading
    formset = FurtherReadingFormSet
    fields = ["reference", "position"]
    autocomplete_fields = ["reference"]
    verbose_name = "work"
    verbose_name_plural = "further reading"
    help_text = "Works that the text recommends but does not cite."
    add_text = "Add a work"


class FigureForm(RowForm):
    upload = forms.FileField(
        label="Choose a file",
        required=False,
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}
        ),
        help_text="JPEG, PNG, WebP, AVIF or GIF, at most 15 MB.",
    )

    class Meta:
        model = Figure
        fields = [
            "image",
            "upload",
            "alt",
            "decorative",
            "caption",
            "credit",
            "name",
            "position",
        ]
        widgets = {
            "caption": DeskEditor(rows=2),
            "alt": forms.TextInput(attrs={"class": "vTextField"}),
            "credit": forms.TextInput(attrs={"class": "vTextField"}),
        }
        labels = {"name": "Name in this article"}
        help_texts = {
            "alt": "What the picture shows, in one sentence. Needed before you can "
            "publish, unless the picture is only decoration.",
            "caption": "Stands under the picture; it may cite.",
            "name": "Short, with hyphens, for example “window”. Empty: it is made "
            "from the picture’s name.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["image"].label = "Picture"
        self.fields["image"].help_text = "One from your library, or:"

    @property
    def picture(self):
        """The picture that is chosen here, for its thumbnail."""
        return self.instance.image if self.instance.image_id else None


class FiguresFormSet(RowsFormSet):
    distinct = ("name", "Two pictures of this article have the same name.")
    refusals = {}

    def clean(self):
        """Say why a file was refused, and name the pictures that have no name."""
        for form in self.forms:
            if form.prefix in self.refusals:
                form.add_error("upload", self.refusals[form.prefix])
        super().clean()
        taken = {form.cleaned_data.get("name") for form in self.kept_forms()}
        for form in self.kept_forms():
            if not form.cleaned_data.get("name") and not form.errors:
                form.instance.name = free_name(form.instance, taken)
                taken.add(form.instance.name)


def free_name(figure, taken):
    title = figure.image.title if figure.image_id else ""
    stem = slugify(title)[:50].strip("-_").replace("_", "-") or "picture"
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 999))
    return next(name for name in names if name not in taken)


class FigureInline(RowsInline):
    model = Figure
    form = FigureForm
    formset = FiguresFormSet
    autocomplete_fields = ["image"]
    verbose_name = "picture"
    verbose_name_plural = "pictures"
    help_text = (
        "A picture stands in the text where its name stands on a line of its own, "
        "for example ![](figure:window)."
    )
    add_text = "Add a picture"

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.refusals = getattr(request, "refused_uploads", {})
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("image")
