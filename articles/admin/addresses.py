"""Changing an article's address: an act of its own, at once, with a redirect left."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.utils.text import slugify

from articles.admin.publishing import article_for, back_to
from articles.admin.wording import state_text


class AddressForm(forms.Form):
    address = forms.CharField(
        label="New address",
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocapitalize": "off"}),
        help_text="The last part of the address: small letters, digits and hyphens, "
        "for example “why-we-argue”. Spaces and capitals are turned into these.",
    )

    def clean_address(self):
        address = slugify(self.cleaned_data["address"])
        if not address:
            raise ValidationError(
                "Nothing of this can stand in an address. Use letters or digits."
            )
        return address


def address_view(model_admin, request, pk):
    article = article_for(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = AddressForm(posted, initial={"address": article.slug or ""})
    if form.is_valid():
        try:
            article.move_to(form.cleaned_data["address"])
        except ValidationError as error:
            form.add_error("address", error)
        else:
            model_admin.log_change(request, article, "Address changed.")
            messages.success(
                request, f"The address is now {article.get_absolute_url()}."
            )
            return back_to(article, "address")
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "article": article,
        "title": f"Address of “{article}”",
        "state_text": state_text(article.state),
        "form": form,
        "former": article.addresses.exclude(slug=article.slug or ""),
        "old_paths": article.old_paths.all(),
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/articles/article/address.html", context)
