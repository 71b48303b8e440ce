"""Every address: signing in, the admin, and the site itself."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from practice_site.accounts import (
    ForgottenPasswordView,
    LoginLinkView,
    signed_in_view,
)

admin.site.login = secure_admin_login(admin.site.login)

# Only what members of staff need: no sign-up, no management of addresses.
accounts = [
    path("", RedirectView.as_view(pattern_name="account_login")),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signed-in/", signed_in_view, name="signed_in"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("link/<str:token>/", LoginLinkView.as_view(), name="login_link"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path(
        "password/forgotten/",
        ForgottenPasswordView.as_view(),
        name="account_reset_password",
    ),
    path(
        "password/forgotten/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/chosen/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
urlpatterns = [
    path("accounts/", include(accounts)),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]
handler404 = "articles.views.errors.not_found"
handler500 = "practice_site.outage.server_error"
