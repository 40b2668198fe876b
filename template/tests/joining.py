"""A route by which somebody gets an account at once, for tests of what a request sets in motion, however people sign up."""

from fastapi import FastAPI, Request

from app.accounts.repository import SqlUsers
from app.accounts.schemas import Email, PersonName, UserPublic
from app.accounts.service import create_user
from app.core.context import current_user_id
from app.core.product_events import capture
from app.core.routing import APIRouter, SessionDependency
from app.core.schemas import Schema
from app.main import create_app

JOIN = "/api/test/join"
router = APIRouter()


class Newcomer(Schema):
    """Who joins."""

    email: Email
    name: PersonName


@router.post(JOIN, status_code=201)
def join(data: Newcomer, request: Request, session: SessionDependency) -> UserPublic:
    user = create_user(SqlUsers(session), email=data.email, name=data.name)
    current_user_id.set(user.id)
    capture(session, "signed up", request=request)
    return UserPublic.model_validate(user)


def app_to_join() -> FastAPI:
    """The product with that route."""
    app = create_app()
    app.include_router(router)
    return app
