import re

from playwright.sync_api import Page, expect

from tests.integration.becoming import Become
from tests.integration.utils import leave, new_address
from tests.mailbox import Mailbox, text_of

NEW_PASSWORD = "eleven loud harbours"


def test_an_account_moves_to_another_address_and_its_first_owner_takes_it_back(
    page: Page, mailbox: Mailbox, become: Become
) -> None:
    old, new = new_address(), new_address()
    become(page, old)
    page.goto("/settings/security")
    page.get_by_label("New address").fill(new)
    page.get_by_role("button", name="Change address").click()
    code = re.match(r"[0-9]{6}", mailbox.wait_for(new)["Subject"])
    assert code
    page.get_by_label("Code").fill(code[0])
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text(f"From now on you sign in with {new}.", exact=True)).to_be_visible()

    mail = text_of(mailbox.wait_for(old, subject="Your address at"))
    link = re.search(r"/change-email/undo#\S+", mail)
    assert link
    leave(page)
    page.goto(link[0])
    page.get_by_role("button", name="Take it back").click()
    page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    page.get_by_role("button", name="Save the password").click()

    page.get_by_label("E-mail").fill(old)
    page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name=re.compile("^Your account"))).to_be_visible()
