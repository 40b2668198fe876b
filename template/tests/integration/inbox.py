"""Where a browser test finds the mails that the product has sent."""

import re
from typing import Protocol

from playwright.sync_api import BrowserContext, expect

from tests.mailbox import Mailbox


class Inbox(Protocol):
    def expect_mail(self, address: str, *, subject: str) -> str:
        """The subject of a mail to the address, as soon as one is there that begins as the expression says; fail when none comes."""


class InboxPage:
    """The inbox of the mail catcher, read in the browser as a person would."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url

    def expect_mail(self, address: str, *, subject: str) -> str:
        begins = re.compile(rf"\b{subject}.*")
        page = self.context.new_page()
        page.goto(self.url)
        # Whatever the catcher makes of it: the innermost element that names both.
        line = page.locator("*").filter(has_text=address).filter(has_text=begins).last
        expect(line).to_be_visible(timeout=15_000)
        told = begins.search(line.inner_text())
        page.close()
        assert told
        return told[0]


class CaughtMail:
    """The mails that the tests' own mail server has taken."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    def expect_mail(self, address: str, *, subject: str) -> str:
        message = self.mailbox.wait_for(address, subject=re.compile(subject))
        assert {part.get_content_type() for part in message.walk()} >= {"text/plain", "text/html"}
        return message["Subject"]
