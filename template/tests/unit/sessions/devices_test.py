import pytest

from app.sessions.devices import device_in_words

MOZILLA = "Mozilla/5.0"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            f"{MOZILLA} (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox on Linux",
        ),
        (
            f"{MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0",
            "Edge on Windows",
        ),
        (
            f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.1 Safari/605.1.15",
            "Safari on Mac",
        ),
        (
            f"{MOZILLA} (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Mobile Safari/604.1",
            "Chrome on iPhone",
        ),
        (
            f"{MOZILLA} (Linux; Android 16) AppleWebKit/537.36 SamsungBrowser/29.0 Chrome/136.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        ("curl/8.1", "An unknown device"),
        ("", "An unknown device"),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(user_agent: str, words: str) -> None:
    assert device_in_words(user_agent) == words
