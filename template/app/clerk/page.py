"""What the page loads from Clerk."""

from app.clerk.settings import ClerkSettings
from app.core.settings import settings_of

#: It tells people from robots, where somebody signs up.
CHALLENGES = "https://challenges.cloudflare.com"


def page_sources() -> dict[str, list[str]]:
    """What https://clerk.com/docs/guides/secure/best-practices/csp-headers asks for, and nothing of other instances."""
    clerk = f"https://{settings_of(ClerkSettings).frontend_host}"
    return {
        "script-src": [clerk, CHALLENGES],
        "connect-src": [clerk],
        "img-src": ["https://img.clerk.com"],
        "worker-src": ["blob:"],
        # Its forms bring their styles with their scripts.
        "style-src": ["'unsafe-inline'"],
        "frame-src": [CHALLENGES],
    }
