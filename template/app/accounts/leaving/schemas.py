"""What is said over the border when somebody leaves."""

from datetime import datetime

from pydantic import Field

from app.core.schemas import Schema


class Farewell(Schema):
    """What becomes of an account."""

    leaves_at: datetime = Field(
        description="When it is erased. Until then signing in brings it back."
    )
