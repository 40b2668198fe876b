"""What a browser says of itself, in words that its owner understands."""

# Each browser also calls itself by the names of others, so the first that is found counts.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def device_in_words(user_agent: str) -> str:
    """As in "Firefox on Linux"."""
    browser = next((name for word, name in BROWSERS.items() if f"{word}/" in user_agent), None)
    system = next((name for word, name in SYSTEMS.items() if word in user_agent), None)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "An unknown device"
