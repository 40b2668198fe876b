import re

from playwright.sync_api import Page, expect

from tests.factories.sessions import PASSWORD
from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.inbox import Inbox
from tests.integration.utils import leave, new_address
from tests.stand_ins.authenticator_app import shown_code


def give_password(page: Page, address: str) -> None:
    page.goto("/sign-in?return_to=/settings/security")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()


def give_code(page: Page, label: str, code: str) -> None:
    page.get_by_label(label).fill(code)
    page.get_by_role("button", name="Sign in").click()


def test_a_second_factor_is_set_up_and_asked_for_and_a_recovery_code_stands_in(
    page: Page, become: Become, inbox: Inbox
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    become(page, address)
    page.goto("/settings/security")
    page.get_by_role("button", name="Set it up").click()
    set_up = page.get_by_role("dialog", name="Connect an authenticator app")
    expect(set_up.get_by_role("img", name="QR code")).to_be_visible()
    assert not accessibility_problems(page)
    secret = set_up.get_by_text(re.compile(r"^([A-Z2-7]{4} ?){8}$")).inner_text()
    set_up.get_by_label("Code").fill(shown_code(secret))
    set_up.get_by_role("button", name="Turn on").click()

    sheet = page.get_by_role("dialog", name="Your recovery codes")
    expect(sheet.get_by_role("listitem")).to_have_count(10)
    assert not accessibility_problems(page)
    recovery_code = sheet.get_by_role("listitem").first.inner_text()
    with page.expect_download() as download:
        sheet.get_by_role("link", name="Download").click()
    assert recovery_code in download.value.path().read_text()
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    expect(page.get_by_role("heading", name="Password", include_hidden=True)).to_be_hidden()
    page.emulate_media(media="screen")
    sheet.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes are left.")).to_be_visible()
    inbox.expect_mail(address, subject="Two-factor sign-in is on")

    leave(page)
    give_password(page, address)
    later = shown_code(secret, steps_later=1)
    give_code(page, "Code", f"{later[:3]} {later[3:]}")
    expect(page.get_by_role("button", name="Turn off")).to_be_visible()

    leave(page)
    give_password(page, address)
    give_code(page, "Code", later)
    expect(page.get_by_text("This code is wrong, or was used already.").first).to_be_visible()
    page.get_by_role("button", name="Use a recovery code").click()
    assert not accessibility_problems(page)
    give_code(page, "Recovery code", recovery_code.upper())
    expect(page.get_by_text("9 recovery codes are left.")).to_be_visible()
    inbox.expect_mail(address, subject="A recovery code was used")
