"""What can go wrong with pictures."""

from app.core.errors import AppError


class PictureUnreadable(AppError):
    status = 422
    code = "picture_unreadable"
    message = "This is no picture that can be read. Take a JPEG, PNG, WebP or GIF."


class PictureTooLarge(AppError):
    status = 422
    code = "picture_too_large"
    message = (
        "This picture has too many points. Take one of at most 12 million, such as 4000 by 3000."
    )
