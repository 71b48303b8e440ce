import pytest


@pytest.mark.parametrize(
    ("typed", "seen"), [("a%00b", "ab"), ("%%0000", ""), ("5%2500", "5%00")]
)
def test_null_in_a_query_is_dropped(admin_client, typed, seen):
    response = admin_client.get(f"/admin/articles/article/?q={typed}")
    assert response.context["cl"].query == seen
