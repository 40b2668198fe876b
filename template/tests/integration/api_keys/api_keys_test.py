from playwright.sync_api import Page, expect

from tests.integration.accessibility import accessibility_problems
from tests.integration.becoming import Become
from tests.integration.utils import new_address


def test_a_program_acts_for_a_person_by_a_key_until_it_is_revoked(
    page: Page, become: Become
) -> None:
    page.emulate_media(reduced_motion="reduce")
    address = new_address()
    become(page, address)
    page.goto("/settings/api-keys")
    page.get_by_role("button", name="New key").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("Backup")
    dialog.get_by_role("checkbox", name="See your name and e-mail address.").check()
    assert not accessibility_problems(page, within="[role=dialog]")
    dialog.get_by_role("button", name="Make the key").click()
    token = dialog.get_by_label("Your key").input_value()
    assert not accessibility_problems(page, within="[role=dialog]")
    dialog.get_by_role("button", name="I have kept it").click()

    program = {"Authorization": f"Bearer {token}"}
    answer = page.request.get("/api/v1/me", headers=program)
    assert answer.json()["email"] == address
    page.reload()
    expect(page.get_by_role("listitem").filter(has_text="Last used just now")).to_be_visible()

    page.get_by_role("button", name="Revoke Backup").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("You have no keys yet.")).to_be_visible()
    assert page.request.get("/api/v1/me", headers=program).status == 401
