"""The variables of sessions."""

from pydantic import Field

from app.sessions.social.settings import SocialSettings


class SessionSettings(SocialSettings):
    """How people may come in."""

    #: How many people one address may sign up in an hour.
    sign_ups_per_hour: int = Field(default=20, ge=1)
