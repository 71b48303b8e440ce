import pytest
from django.contrib.auth.models import Group, User

pytestmark = pytest.mark.django_db

THERAPIST_MAY = ["add_article", "change_figure", "delete_faq", "add_reference"]
THERAPIST_MAY_NOT = ["delete_reference", "change_practice", "add_user"]
ADMINISTRATOR_MAY = ["delete_reference", "view_article"]
ADMINISTRATOR_MAY_NOT = ["change_article", "add_image", "change_practice"]
OWNER_MAY = [*THERAPIST_MAY, "delete_reference", "change_practice", "delete_clinician"]
OWNER_MAY_NOT = ["delete_practice", "change_publication", "change_revision"]


@pytest.mark.parametrize(
    ("group", "may", "may_not"),
    [
        ("Therapists", THERAPIST_MAY, THERAPIST_MAY_NOT),
        ("Reference administrators", ADMINISTRATOR_MAY, ADMINISTRATOR_MAY_NOT),
        ("Owners", OWNER_MAY, OWNER_MAY_NOT),
    ],
)
def test_group_may_what_its_members_do_and_no_more(group, may, may_not):
    user = User.objects.create_user("someone")
    user.groups.add(Group.objects.get(name=group))

    assert [p for p in may if not user.has_perm(f"articles.{p}")] == []
    assert [p for p in may_not if user.has_perm(f"articles.{p}")] == []


def test_only_owners_manage_people():
    may = {
        group.name
        for group in Group.objects.filter(permissions__codename="change_user")
    }
    assert may == {"Owners"}
