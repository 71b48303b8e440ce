"""The people who sign in here; for owners only."""

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from articles.admin.base import DeskAdmin
from articles.admin.removal import as_pk, refuse
from articles.characters import permitted_values
from articles.login_links import MINUTES, sign_in_link
from articles.models.roles import (
    OWNERS,
    REFERENCE_ADMINISTRATORS,
    THERAPISTS,
    owners,
)

LAST_OWNER = (
    "This is the only owner. Make somebody else an owner first, or nobody could manage "
    "people and the practice any more."
)
ROLES = [
    (THERAPISTS, "Therapist: writes and publishes, adds references"),
    (REFERENCE_ADMINISTRATORS, "Reference administrator: keeps the references"),
    (OWNERS, "Owner: everything, and people"),
]


class PersonForm(forms.ModelForm):
    email = forms.EmailField(label="E-mail address", help_text="To sign in with.")
    role = forms.ChoiceField(
        label="Role", choices=ROLES, widget=forms.RadioSelect, initial=THERAPISTS
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "is_active"]
        labels = {"is_active": "May sign in"}
        help_texts = {
            "is_active": "Take the tick away when somebody leaves. What they wrote "
            "stays."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["role"] = role_of(self.instance)

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email) | others.filter(username__iexact=email):
            raise forms.ValidationError("Somebody else signs in with this address.")
        return email

    def clean(self):
        cleaned = permitted_values(super().clean())
        stays = cleaned.get("is_active") and cleaned.get("role") == OWNERS
        if self.instance.pk and not stays and is_last_owner(self.instance):
            self.add_error(None, LAST_OWNER)
        return cleaned


# Django's own screens for users and groups offer single permissions.
for model in (stock.User, stock.Group):
    admin.site.unregister(model)


@admin.register(User)
class PersonAdmin(DeskAdmin):
    form = PersonForm
    fields = ["first_name", "last_name", "email", "role", "is_active"]
    list_display = ["name", "email", "shown_role", "is_active", "last_login"]
    search_fields = ["first_name", "last_name", "email", "username"]
    ordering = ["last_name", "first_name", "username"]

    def get_urls(self):
        link = self.admin_site.admin_view(require_POST(self.link_view))
        return [
            path("<int:pk>/link/", link, name="auth_user_link"),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request, obj=None):
        """Nobody but a superuser touches a superuser."""
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_delete_permission(request, obj)

    def render_change_form(self, request, context, *args, **kwargs):
        response = super().render_change_form(request, context, *args, **kwargs)
        person = context.get("original")
        response.context_data["title"] = self.name(person) if person else "New person"
        return response

    @admin.display(description="name", ordering="last_name")
    def name(self, user):
        return user.get_full_name() or user.get_username()

    @admin.display(description="role")
    def shown_role(self, user):
        return "Owner" if user.is_superuser else role_of(user)

    def save_model(self, request, obj, form, change):
        obj.is_staff = True
        if not change:
            obj.username = form.cleaned_data["email"]
            obj.set_unusable_password()
        obj.save()
        # Whoever chose a password by mail has an entry of that address, by which
        # the next link would still go there.
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        role = form.cleaned_data["role"]
        form.instance.groups.set([Group.objects.get(name=role)])

    def response_add(self, request, obj, post_url_continue=None):
        messages.info(
            request,
            f"{obj.email} has no password yet. Give them a sign-in link, below, or let "
            "them ask for one on the sign-in page.",
        )
        request.POST = request.POST.copy()
        request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)

    def delete_view(self, request, object_id, extra_context=None):
        user = User.objects.filter(pk=as_pk(object_id)).first()
        if user and self.has_delete_permission(request, user) and is_last_owner(user):
            return refuse(request, user, LAST_OWNER)
        return super().delete_view(request, object_id, extra_context)

    def list_title(self, request):
        return "People"

    @sensitive_variables("link")
    def link_view(self, request, pk):
        """A link that signs this person in once, to hand over by another way."""
        return show_link(self, request, pk)


@sensitive_variables("link")
def show_link(model_admin, request, pk):
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    user = User.objects.filter(pk=pk).first()
    if user is None:
        raise Http404
    if not model_admin.has_change_permission(request, user):
        raise PermissionDenied
    may_enter = user.is_active and user.is_staff
    link = sign_in_link(user) if may_enter else ""
    model_admin.log_change(request, user, "Sign-in link made.")
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"Sign-in link for {user.get_full_name() or user.get_username()}",
        "person": user,
        "link": link,
        "minutes": MINUTES,
    }
    return TemplateResponse(request, "admin/auth/user/link.html", context)


def role_of(user):
    """The strongest role, "" for none. Reads ``user.groups``."""
    names = {group.name for group in user.groups.all()}
    strongest_first = (OWNERS, THERAPISTS, REFERENCE_ADMINISTRATORS)
    return next((name for name in strongest_first if name in names), "")


def is_last_owner(user):
    everybody = owners().distinct()
    return everybody.filter(pk=user.pk).exists() and everybody.count() == 1
