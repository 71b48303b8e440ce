"""Somebody with a password, who signs in as a person does."""

PASSWORD = "correct horse battery staple"


def sign_in(page):
    page.locator("[name=login]").fill("dana")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
