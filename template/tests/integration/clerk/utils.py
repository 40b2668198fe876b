"""What a browser fetches from Clerk, and its forms as a person fills them in."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Page, Route, expect

from tests.factories.clerk import FRONTEND_HOST, stand_in, token_for
from tests.integration.inbox import Inbox

# What is used of https://clerk.com/docs/reference/objects/clerk. Clerk's own script keeps its token in the same cookie.
SCRIPT = """
const token = () => document.cookie.match(/(?:^|; )__session=([^;]+)/)?.[1] ?? null
const draw = (place, options, label) => {
  place.innerHTML = `<form><label>E-mail <input name="email" type="email" autocomplete="username"></label>
    <button>${label}</button></form>`
  place.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault()
    const body = new FormData(event.target).get('email')
    const answer = await fetch('https://FRONTEND_HOST/v1/client/sign_ins', { method: 'POST', body })
    document.cookie = `__session=${(await answer.json()).jwt}; path=/; secure; samesite=lax`
    location.assign(options.forceRedirectUrl)
  })
}
const clear = (place) => place.replaceChildren()
window.Clerk = {
  load: async () => {},
  get session() { return token() ? { getToken: async () => token() } : null },
  signOut: async (options) => {
    document.cookie = '__session=; path=/; secure; max-age=0'
    if (options) location.assign(options.redirectUrl)
  },
  openUserProfile: () => {
    const profile = document.body.appendChild(document.createElement('dialog'))
    profile.textContent = 'What Clerk keeps of you'
    profile.show()
  },
  mountSignIn: (place, options) => draw(place, options, 'Continue'), unmountSignIn: clear,
  mountSignUp: (place, options) => draw(place, options, 'Continue'), unmountSignUp: clear,
  mountUserProfile: (place) => { place.textContent = 'What Clerk keeps of you' }, unmountUserProfile: clear,
}
"""


def give_script(route: Route) -> None:
    script = SCRIPT.replace("FRONTEND_HOST", urlsplit(route.request.url).netloc)
    route.fulfill(
        body=script if "clerk-js" in route.request.url else "",
        content_type="text/javascript",
        headers={"Access-Control-Allow-Origin": "*"},
    )


def let_in(route: Route) -> None:
    """What the stand-in answers of which the page has heard: that of the tests, or of a product that runs already."""
    asked = urlsplit(route.request.url)
    told = (route.request.post_data or "").encode()
    with urlopen(f"http://127.0.0.1:{asked.port}{asked.path}", data=told) as answer:
        route.fulfill(
            body=answer.read(),
            content_type="application/json",
            headers={"Access-Control-Allow-Origin": "*"},
        )


HOST = urlsplit(f"https://{FRONTEND_HOST}").hostname
#: What browsers are given instead of what they would fetch from elsewhere.
ROUTES: dict[str, Callable[[Route], None]] = {
    f"https://{HOST}:*/npm/**": give_script,
    f"https://{HOST}:*/v1/**": let_in,
}


def sign_up(page: Page, address: str, inbox: Inbox, name: str = "Ada Example") -> None:
    page.goto("/sign-up")
    enter(page, address)


def enter(page: Page, address: str) -> None:
    page.get_by_label("E-mail").fill(address)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def let_confirmation_lapse(page: Page, address: str) -> None:
    """Let it be half an hour since somebody has signed in."""
    clerk_id = stand_in.person_with(address)
    assert clerk_id
    told = token_for(clerk_id, fva=[30, -1], exp=int(time.time()) + 3600)
    (cookie,) = [each for each in page.context.cookies() if each["name"] == "__session"]
    page.context.add_cookies([{**cookie, "value": told}])
