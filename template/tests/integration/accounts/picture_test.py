from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.integration.becoming import Become
from tests.integration.utils import new_address


def photograph() -> FilePayload:
    """Larger than the server takes, as a telephone's camera makes them."""
    written = BytesIO()
    Image.effect_noise((2400, 1800), 90).convert("RGB").save(written, format="JPEG", quality=90)
    assert len(written.getvalue()) > 1024 * 1024
    return {"name": "ada.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def test_a_photograph_becomes_the_picture_in_the_menu(page: Page, become: Become) -> None:
    become(page, new_address())
    page.goto("/settings/profile")
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Choose a picture").click()
    choosing.value.set_files(photograph())
    expect(page.get_by_text("Your picture is saved.", exact=True)).to_be_visible()

    page.reload()

    menu = page.get_by_role("button", name="Your account").locator("img")
    expect(menu).to_be_visible()
    assert menu.evaluate("image => image.decode().then(() => image.naturalWidth)") == 96
