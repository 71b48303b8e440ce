"""Signing in: who may, and what the pages say; django-allauth does the work."""

from allauth.account.adapter import DefaultAccountAdapter


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by an owner, never by a visitor."""

    def is_open_for_signup(self, request):
        return False
