"""The variables of sessions."""

from app.core.keys import KeyList, keys
from app.core.variables import variable
from app.sessions.social.settings import SocialSettings


class SessionSettings(SocialSettings):
    """How people may come in."""

    country_header: str = variable(
        "The header in which the proxy in front says from which country a request comes, such as CF-IPCountry. Name one only "
        "if the proxy sets it with every request: otherwise clients say what they like.",
        default="",
        read_by=("web",),
        differs="each environment has proxies of its own",
    )
    sign_ups_per_hour: int = variable(
        "How many people one address may sign up in an hour.",
        default=20,
        ge=1,
        read_by=("web",),
        differs="tests sign up more people than anybody",
    )
    session_pepper: KeyList = keys(
        "Goes into the hashes by which sessions and the codes in mails are known; without it, everybody signs in once more."
    )
    two_factor_key: KeyList = keys(
        "Encrypts the secrets of authenticator apps; without it, people come in by recovery codes alone."
    )
