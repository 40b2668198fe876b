"""The rules of pictures. Each is its owner's; nobody else is shown it."""

import hashlib
from enum import StrEnum

from sqlmodel import Session, col, delete, select

from app.accounts.models import Picture, User, UserId
from app.accounts.pictures.drawing import draw
from app.core.attempts import count_attempt
from app.core.errors import NotFound, NotSignedIn
from app.core.upserts import upsert

#: Each costs a tenth of a second of a processor.
CHANGES = "30 per 1 hour"


class PictureSize(StrEnum):
    """How large a picture is wanted."""

    SMALL = "small"
    LARGE = "large"


def change_picture(session: Session, user_id: UserId, file: bytes) -> User:
    """Let somebody be shown by what is in a file.

    Raises:
        PictureUnreadable, PictureTooLarge: it is nothing that can be shown.
        TooManyAttempts: they change it too often.
    """
    count_attempt(CHANGES, "picture of", user_id)
    small, large = draw(file)
    picture = Picture(user_id=user_id, small=small, large=large)
    upsert(session, picture, by=["user_id"], update=["small", "large"])
    return show(session, user_id, hashlib.sha256(large).hexdigest()[:16])


def remove_picture(session: Session, user_id: UserId) -> User:
    """Let somebody be shown by the letters of their name."""
    session.exec(delete(Picture).where(col(Picture.user_id) == user_id))
    return show(session, user_id, None)


def show(session: Session, user_id: UserId, picture: str | None) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise NotSignedIn
    user.picture = picture
    session.flush()
    return user


def picture_of(session: Session, user_id: UserId, size: PictureSize) -> bytes:
    """The bytes of somebody's picture.

    Raises:
        NotFound: they have none.
    """
    column = Picture.small if size is PictureSize.SMALL else Picture.large
    found = session.exec(select(column).where(Picture.user_id == user_id)).one_or_none()
    if found is None:
        raise NotFound
    return found
