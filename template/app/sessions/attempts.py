"""How often somebody may try to sign in or up, or have a mail sent.

Signing in has three guesses counted: those at one password from one place, those from one place at many people's, and those at
one password from many places. Patience with the last two is large, because it is the owner's too, and a whole office's.
"""

from datetime import timedelta

from fastapi import Request

from app.core.attempts import client_network, count_attempt
from app.core.settings import settings_of
from app.sessions.growing_waits import (
    GrowingWait,
    Guesser,
    count_guess,
    forget_guesses,
    take_guess_back,
)
from app.sessions.settings import SessionSettings

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
SAME_ACCOUNT_SAME_ADDRESS = GrowingWait("sign-in", free=5, first=SECOND, longest=15 * MINUTE)
SAME_ADDRESS = GrowingWait("sign-in from", free=50, first=SECOND, longest=MINUTE)
SAME_ACCOUNT = GrowingWait("sign-in of", free=100, first=SECOND, longest=MINUTE)
SECOND_PROOFS = GrowingWait("second proof", free=5, first=SECOND, longest=15 * MINUTE)
#: Of a million codes of an app three are right at a time, and no stranger comes so far: the first proof is behind them. Recovery
#: codes, which nobody guesses, are not counted here, so they let the owner in at any time.
APP_CODES = GrowingWait("app code of", free=20, first=MINUTE, longest=60 * MINUTE)
RESETS = "20 per 1 hour"
#: Mails to one address: a stranger fills nobody's inbox.
MAILS = "5 per 1 hour"
#: Asked for whenever somebody opens the sign-in page; an office has one address.
PASSKEY_CHALLENGES = "300 per 15 minutes"
#: Mails that one person may have sent to addresses that are not theirs yet.
ADDRESS_CHANGES = "10 per 1 hour"
#: Each asks somebody else's server; an office has one address.
SOCIAL_ATTEMPTS = "100 per 15 minutes"
#: One of a million codes is right.
CODES = "5 per 15 minutes"


def count_sign_in(request: Request, email: str) -> None:
    """Raises TooManyAttempts."""
    count_guess(this_pair(request, email), *many_pairs(request, email))


def forget_sign_ins(request: Request, email: str) -> None:
    """Somebody who has proved who they are was no guesser. What others guessed at them, or from the same place, still counts."""
    forget_guesses(this_pair(request, email))
    take_guess_back(*many_pairs(request, email))


def this_pair(request: Request, email: str) -> Guesser:
    return SAME_ACCOUNT_SAME_ADDRESS.of(email, client_network(request))


def many_pairs(request: Request, email: str) -> tuple[Guesser, ...]:
    return SAME_ADDRESS.of(client_network(request)), SAME_ACCOUNT.of(email)


def count_sign_up(request: Request) -> None:
    """Raises TooManyAttempts."""
    limit = settings_of(SessionSettings).sign_ups_per_hour
    count_attempt(f"{limit} per 1 hour", "sign-up", client_network(request))


def count_reset(request: Request) -> None:
    """Raises TooManyAttempts."""
    count_attempt(RESETS, "reset from", client_network(request))


def count_social_attempt(request: Request) -> None:
    """Raises TooManyAttempts."""
    count_attempt(SOCIAL_ATTEMPTS, "social from", client_network(request))


def count_mail(whose: str) -> None:
    """Raises TooManyAttempts."""
    count_attempt(MAILS, "mail to", whose)


def count_address_change(user_id: str) -> None:
    """Raises TooManyAttempts."""
    count_attempt(ADDRESS_CHANGES, "another address for", user_id)


def count_code(secret: str) -> None:
    """Raises TooManyAttempts."""
    count_attempt(CODES, "code of", secret)


def count_passkey_challenge(request: Request) -> None:
    """Raises TooManyAttempts."""
    count_attempt(PASSKEY_CHALLENGES, "passkey challenge for", client_network(request))


def count_passkey_sign_in(request: Request) -> None:
    """Raises TooManyAttempts. Whoever tries passwords and passkeys has no more attempts than others."""
    count_guess(SAME_ADDRESS.of(client_network(request)))


def forget_passkey_sign_in(request: Request) -> None:
    """It was none who guesses."""
    take_guess_back(SAME_ADDRESS.of(client_network(request)))


def count_passkey_confirmation(request: Request, user_id: str) -> None:
    """Raises TooManyAttempts."""
    count_guess(SAME_ACCOUNT_SAME_ADDRESS.of(user_id, client_network(request)))


def forget_passkey_confirmations(request: Request, user_id: str) -> None:
    """Somebody who has proved who they are was no guesser."""
    forget_guesses(SAME_ACCOUNT_SAME_ADDRESS.of(user_id, client_network(request)))


def count_app_code(request: Request, user_id: str) -> None:
    """Raises TooManyAttempts."""
    count_guess(second_proofs_here(request, user_id), APP_CODES.of(user_id))


def count_recovery_code(request: Request, user_id: str) -> None:
    """Raises TooManyAttempts."""
    count_guess(second_proofs_here(request, user_id))


def forget_app_codes(request: Request, user_id: str) -> None:
    """Somebody who has proved who they are was no guesser. What others guessed at them still counts."""
    forget_guesses(second_proofs_here(request, user_id))
    take_guess_back(APP_CODES.of(user_id))


def forget_recovery_codes(request: Request, user_id: str) -> None:
    """Somebody who has proved who they are was no guesser."""
    forget_guesses(second_proofs_here(request, user_id))


def second_proofs_here(request: Request, user_id: str) -> Guesser:
    return SECOND_PROOFS.of(user_id, client_network(request))
