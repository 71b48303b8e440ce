import pytest
from django.http import HttpResponse

from practice_site.headers import SecurityHeadersMiddleware, headers

UNSAFE = ("unsafe", "data:", "*", "http", "nonce")


@pytest.mark.parametrize("is_staff", [True, False])
def test_no_policy_has_an_unsafe_source(is_staff):
    policy = headers(is_staff)["Content-Security-Policy"]
    assert not [word for word in UNSAFE if word in policy]


def test_public_pages_run_no_script_and_enforce_trusted_types():
    policy = headers(is_staff=False)["Content-Security-Policy"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'; ")
    assert "require-trusted-types-for 'script'" in policy


def test_the_admin_may_run_its_own_scripts_and_show_a_preview():
    policy = headers(is_staff=True)["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "frame-src 'self'" in policy
    assert "trusted-types" not in policy


def test_a_header_that_the_view_set_is_kept(rf):
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    response = SecurityHeadersMiddleware(lambda request: own)(rf.get("/media/x.webp"))
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/admin/", "/admin/login/", "/accounts/login/"])
def test_nothing_of_the_staff_is_stored_or_indexed(client, url):
    response = client.get(url)
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


@pytest.mark.django_db
def test_a_wrong_host_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
