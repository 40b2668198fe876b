"""What programs can be allowed to do: whatever the routes ask for that are made for them."""

from app.api_keys.schemas import Scope


def known_scopes() -> list[Scope]:
    """All scopes, in the order of the features."""
    # When somebody asks, because the features that have such routes build on this one.
    from app.features import for_programs

    return list(dict.fromkeys(scope for router in for_programs for scope in router.scopes))
