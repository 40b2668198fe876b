"""Where a browser test finds the mails that the product has sent."""

from typing import Protocol

from playwright.sync_api import BrowserContext, expect

from tests.mailbox import Mailbox


class Inbox(Protocol):
    def expect_mail(self, address: str, *, subject: str) -> None:
        """Wait until a mail to the address has come whose subject begins so; fail when none comes."""


class InboxPage:
    """The inbox of the mail catcher, read in the browser as a person would."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url

    def expect_mail(self, address: str, *, subject: str) -> None:
        page = self.context.new_page()
        page.goto(self.url)
        expect(page.get_by_text(address).first).to_be_visible(timeout=15_000)
        expect(page.get_by_text(subject).first).to_be_visible()
        page.close()


class CaughtMail:
    """The mails that the tests' own mail server has taken."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    def expect_mail(self, address: str, *, subject: str) -> None:
        message = self.mailbox.wait_for(address)
        assert message["Subject"].startswith(subject)
        assert {part.get_content_type() for part in message.walk()} >= {"text/plain", "text/html"}
