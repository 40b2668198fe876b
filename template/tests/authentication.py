"""How tests are somebody: the one place in them that knows how people sign in."""

from tests.factories.sessions import VARIABLES, cookies_of, cookies_of_nobody, prepare_entrance
from tests.integration.sessions.utils import ROUTES, sign_up

__all__ = ["ROUTES", "VARIABLES", "cookies_of", "cookies_of_nobody", "prepare_entrance", "sign_up"]
