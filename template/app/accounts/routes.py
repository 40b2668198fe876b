"""What people know of themselves."""

from app.accounts import service
from app.accounts.dependencies import AnyPerson, CurrentUser, StoredUsers
from app.accounts.schemas import UserPublic, UserUpdate, changed_user
from app.core.errors import Invalid, problems
from app.core.routing import APIRouter

router = APIRouter(prefix="/accounts", tags=["accounts"])


@router.get("/me")
def show_me(user: AnyPerson) -> UserPublic:
    """Who is signed in, even if they have left and can only come back."""
    return UserPublic.model_validate(user)


@router.patch("/me", responses=problems(Invalid))
def update_me(data: UserUpdate, user: CurrentUser, users: StoredUsers) -> UserPublic:
    """Change your name or your time zone."""
    return changed_user(service.update_user(users, user.id, data), user)
