import pytest


@pytest.mark.parametrize(
    "url", ["/articles/?page=%00", "/admin/articles/article/?kind=a%00b", "/?%00"]
)
def test_null_in_a_query_is_refused(admin_client, url):
    response = admin_client.get(url)
    assert response.status_code == 400
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_sign_of_percent_before_noughts_is_taken(admin_client):
    assert admin_client.get("/admin/articles/article/?q=5%2500").status_code == 200
