"""Where a browser test finds the mails that the product has sent."""

import re
from typing import Protocol

from playwright.sync_api import BrowserContext, expect

from tests.mailbox import Mailbox

#: How the subject of a mail with a code begins.
CODE = re.compile(r"\b([0-9]{6}) is your code")


class Inbox(Protocol):
    def expect_mail(self, address: str, *, subject: str) -> None:
        """Wait until a mail to the address has come whose subject begins so; fail when none comes."""

    def code_for(self, address: str) -> str:
        """The code in a mail to the address, as soon as it is there; fail when none comes."""


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

    def code_for(self, address: str) -> str:
        page = self.context.new_page()
        page.goto(self.url)
        # Whatever the catcher makes of it: the innermost element that names both.
        line = page.locator("*").filter(has_text=address).filter(has_text=CODE).last
        expect(line).to_be_visible(timeout=15_000)
        told = line.inner_text()
        page.close()
        return code_in(told)


class CaughtMail:
    """The mails that the tests' own mail server has taken."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    def expect_mail(self, address: str, *, subject: str) -> None:
        message = self.mailbox.wait_for(address, subject=subject)
        assert {part.get_content_type() for part in message.walk()} >= {"text/plain", "text/html"}

    def code_for(self, address: str) -> str:
        return code_in(self.mailbox.wait_for(address)["Subject"])


def code_in(subject: str) -> str:
    found = CODE.search(subject)
    assert found
    return found[1]
