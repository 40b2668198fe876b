"""The keys of the person who is signed in."""

from app.api_keys.dependencies import ConfirmedKeys, OwnKeys
from app.api_keys.errors import TooManyKeys
from app.api_keys.models import ApiKeyId
from app.api_keys.schemas import ApiKeyCreate, ApiKeyPublic, NewApiKey, Scope
from app.api_keys.scopes import known_scopes
from app.core.errors import Invalid, NotFound, problems
from app.core.routing import APIRouter

router = APIRouter(prefix="/api-keys", tags=["api_keys"])


@router.get("")
def list_api_keys(keys: OwnKeys) -> list[ApiKeyPublic]:
    """Your keys, the newest first."""
    return [ApiKeyPublic.model_validate(key) for key in keys.all()]


@router.get("/scopes")
def list_scopes(keys: OwnKeys) -> list[Scope]:
    """What programs can be allowed to do."""
    return known_scopes()


@router.post("", status_code=201, responses=problems(Invalid, TooManyKeys))
def create_api_key(data: ApiKeyCreate, keys: ConfirmedKeys) -> NewApiKey:
    """Make a key. It is told in this answer alone."""
    key, token = keys.create(data)
    return NewApiKey(**ApiKeyPublic.model_validate(key).model_dump(), token=token)


@router.delete("/{key_id}", status_code=204, responses=problems(NotFound))
def revoke_api_key(key_id: ApiKeyId, keys: ConfirmedKeys) -> None:
    """Make a key worthless, from now on."""
    keys.revoke(key_id)
