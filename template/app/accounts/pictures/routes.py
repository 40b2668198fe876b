"""The picture of the person who is signed in."""

from typing import Annotated

from fastapi import Body, Query, Request, Response

from app.accounts.dependencies import CurrentUser
from app.accounts.pictures import service
from app.accounts.pictures.drawing import MEDIA_TYPE
from app.accounts.pictures.errors import PictureTooLarge, PictureUnreadable
from app.accounts.pictures.service import PictureSize
from app.accounts.schemas import UserPublic, changed_user
from app.core.attempts import TooManyAttempts
from app.core.errors import Invalid, NotFound, problems
from app.core.routing import APIRouter, SessionDependency

router = APIRouter(prefix="/accounts/me/picture", tags=["accounts"])

PictureFile = Annotated[bytes, Body(media_type="application/octet-stream")]
Version = Annotated[str, Query(max_length=100, description="What `picture` of the person says.")]


@router.put("", responses=problems(PictureUnreadable, PictureTooLarge, Invalid, TooManyAttempts))
def change_picture(file: PictureFile, user: CurrentUser, session: SessionDependency) -> UserPublic:
    """Show yourself by a picture: a JPEG, PNG, WebP or GIF. It is cut square, and what else was in the file is lost."""
    return changed_user(service.change_picture(session, user.id, file), user)


@router.delete("")
def remove_picture(user: CurrentUser, session: SessionDependency) -> UserPublic:
    """Be shown by the letters of your name again."""
    return changed_user(service.remove_picture(session, user.id), user)


@router.get(
    "/{size}",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {}}}, 304: {"description": "You have it."}}
    | problems(NotFound, Invalid),
)
def show_picture(
    size: PictureSize,
    user: CurrentUser,
    request: Request,
    session: SessionDependency,
    version: Version = "",
) -> Response:
    """Your picture. Browsers keep it and ask each time whether it is still that one, so that nobody sees it who is signed out."""
    if user.picture is None:
        raise NotFound
    headers = {"ETag": f'"{user.picture}-{size}"', "Cache-Control": "private, no-cache"}
    if headers["ETag"] == request.headers.get("If-None-Match"):
        return Response(status_code=304, headers=headers)
    content = service.picture_of(session, user.id, size)
    return Response(content, media_type=MEDIA_TYPE, headers=headers)
