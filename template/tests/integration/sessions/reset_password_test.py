import re

from playwright.sync_api import Page, expect

from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.utils import leave, new_address
from tests.mailbox import Mailbox, text_of

NEW = "eleven loud harbours"


def test_a_forgotten_password_is_replaced_by_the_link_in_a_mail(
    page: Page, mailbox: Mailbox, become: Become
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    become(page, address)
    leave(page)
    page.goto("/sign-in")
    page.get_by_role("link", name="Choose a new one").click()
    page.get_by_label("E-mail").fill(address)
    page.get_by_role("button", name="Send the mail").click()
    expect(page.get_by_role("status").get_by_text(address)).to_be_visible()
    assert not accessibility_problems(page)

    mail = text_of(mailbox.wait_for(address, subject="A new password"))
    link = re.search(r"/reset-password/new#\S+", mail)
    assert link
    page.goto(link[0])
    page.get_by_label("Password", exact=True).fill(NEW)
    assert not accessibility_problems(page)
    page.get_by_role("button", name="Save the password").click()

    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=True).fill(NEW)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    mailbox.wait_for(address, subject="Your password was changed")
