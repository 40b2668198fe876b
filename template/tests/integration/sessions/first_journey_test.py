import re

import pytest
from playwright.sync_api import Page, expect

from tests.integration.becoming import Become
from tests.integration.inbox import Inbox
from tests.integration.sessions.utils import sign_in, sign_up
from tests.integration.utils import leave, new_address, sign_out


@pytest.mark.first_journey
def test_a_visitor_signs_up_is_welcomed_by_mail_and_changes_their_name(
    page: Page, inbox: Inbox
) -> None:
    address = new_address()

    page.goto("/")
    page.get_by_role("link", name="Create your account").click()
    expect(page).to_have_url(re.compile("/sign-up$"))
    sign_up(page, address, inbox)

    inbox.expect_mail(address, subject="Welcome")

    page.goto("/settings/profile")
    expect(page.get_by_text(address).first).to_be_visible()
    page.get_by_label("Name").fill("Ada Lovelace")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your name is saved.", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_label("Name")).to_have_value("Ada Lovelace")

    sign_out(page)
    page.goto("/settings/profile")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_wrong_passwords_are_explained_where_they_happen(page: Page, become: Become) -> None:
    address = new_address()
    become(page, address)
    leave(page)

    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=True).fill("not the right password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page).to_have_url(re.compile("/sign-in"))


def test_a_page_that_needs_a_person_is_reached_after_signing_in(page: Page, become: Become) -> None:
    address = new_address()
    become(page, address)
    leave(page)

    page.goto("/settings/profile")
    expect(page).to_have_url(re.compile("/sign-in"))
    sign_in(page, address)

    expect(page).to_have_url(re.compile("/settings/profile$"))


def test_signing_in_never_leads_to_another_site(page: Page, base_url: str, become: Become) -> None:
    address = new_address()
    become(page, address)
    leave(page)
    # The name under which the app itself carries the way back.
    page.goto("/settings/profile")
    expect(page).to_have_url(re.compile(r"/sign-in\?"))
    parameter = page.url.split("?", 1)[1].split("=", 1)[0]

    for hostile in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"):
        page.evaluate("path => { location.href = path }", f"/sign-in?{parameter}={hostile}")
        sign_in(page, address)

        assert page.url.startswith(f"{base_url}/"), hostile
        leave(page)
