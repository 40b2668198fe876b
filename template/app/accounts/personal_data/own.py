"""What accounts themselves hold about somebody."""

import base64
from typing import Any

from sqlmodel import Session

from app.accounts.models import Picture, User
from app.accounts.pictures.drawing import MEDIA_TYPE


def personal_data(session: Session, user_id: str) -> dict[str, Any]:
    user, picture = session.get_one(User, user_id), session.get(Picture, user_id)
    encoded = base64.b64encode(picture.large).decode() if picture else None
    return user.model_dump(mode="json") | {
        "picture": f"data:{MEDIA_TYPE};base64,{encoded}" if encoded else None
    }
