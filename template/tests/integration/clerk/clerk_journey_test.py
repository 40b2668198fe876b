import re

import pytest
from playwright.sync_api import Page, expect

from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.clerk.utils import enter, let_confirmation_lapse
from tests.integration.inbox import Inbox
from tests.integration.utils import leave, new_address, sign_out


@pytest.mark.first_journey
def test_a_visitor_signs_up_with_clerk_is_welcomed_by_mail_and_signs_out(
    page: Page, inbox: Inbox
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    page.goto("/")
    page.get_by_role("link", name="Create your account").click()
    expect(page.get_by_role("heading", level=1, name="Create your account")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_be_visible()
    assert not accessibility_problems(page)
    enter(page, address)
    inbox.expect_mail(address, subject="Welcome")

    page.goto("/settings/profile")
    expect(page.get_by_text(address).first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Your account")).click()
    page.get_by_role("menuitem", name="Manage account").click()
    expect(page.get_by_text("What Clerk keeps of you")).to_be_visible()
    page.goto("/settings/security")
    expect(page.get_by_text("What Clerk keeps of you")).to_be_visible()

    sign_out(page)
    page.goto("/settings/profile")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_a_page_that_needs_a_person_is_reached_after_signing_in(page: Page, become: Become) -> None:
    address = new_address()
    become(page, address)
    leave(page)

    page.goto("/settings/profile")
    expect(page).to_have_url(re.compile("/sign-in"))
    enter(page, address)

    expect(page).to_have_url(re.compile("/settings/profile$"))
    expect(page.get_by_text(address).first).to_be_visible()


def test_what_an_unguarded_screen_must_not_do_is_done_after_signing_in_again(
    page: Page, become: Become
) -> None:
    address = new_address()
    become(page, address)
    let_confirmation_lapse(page, address)
    page.goto("/settings/data")
    page.get_by_role("button", name="Download my data").click()
    page.get_by_role("button", name="Sign in again").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    enter(page, address)

    expect(page).to_have_url(re.compile("/settings/data$"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my data").click()
    assert download.value.suggested_filename == "my-data.json"
