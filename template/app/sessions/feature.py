"""What sessions contribute."""

from fastapi import APIRouter

from app.core.feature import Feature
from app.core.jobs import Schedule
from app.sessions.change_email.jobs import (
    change_email,
    email_changed,
    email_known,
    send_change_email_mail,
    send_email_changed_mail,
)
from app.sessions.change_email.models import EmailChange
from app.sessions.change_email.routes import router as change_email_router
from app.sessions.confirming_by_mail.jobs import confirm_by_mail, send_confirmation_mail
from app.sessions.confirming_by_mail.routes import router as confirming_by_mail_router
from app.sessions.events import SessionEvent
from app.sessions.jobs import delete_what_is_over
from app.sessions.keyed import keyed
from app.sessions.models import EmailChallenge, Password, UserSession
from app.sessions.passkeys.jobs import (
    passkey_added,
    passkey_copied,
    passkey_removed,
    send_passkey_mail,
)
from app.sessions.passkeys.models import Passkey
from app.sessions.passkeys.routes import router as passkeys_router
from app.sessions.passwords.jobs import (
    password_changed,
    reset_password,
    send_password_changed_mail,
    send_reset_mail,
)
from app.sessions.passwords.routes import router as passwords_router
from app.sessions.personal_data import personal_data
from app.sessions.routes import router as sessions_router
from app.sessions.seed import seed
from app.sessions.settings import SessionSettings
from app.sessions.sign_up.jobs import confirm_address, known_address, send_sign_up_mail
from app.sessions.sign_up.routes import router as sign_up_router
from app.sessions.social.jobs import account_connected, send_connected_mail
from app.sessions.social.models import SocialAttempt, SocialIdentity, WaitingIdentity
from app.sessions.social.routes import router as social_router
from app.sessions.two_factor.jobs import (
    recovery_code_used,
    send_recovery_code_used_mail,
    send_two_factor_off_mail,
    send_two_factor_on_mail,
    send_two_factor_reset_mail,
    two_factor_off,
    two_factor_on,
    two_factor_reset,
)
from app.sessions.two_factor.models import Authenticator, PendingSignIn, RecoveryCode
from app.sessions.two_factor.resetting_routes import router as resetting_router
from app.sessions.two_factor.routes import router as two_factor_router
from app.sessions.ways_in import forget_ways_in

router = APIRouter()
for each in (
    sessions_router,
    sign_up_router,
    passwords_router,
    passkeys_router,
    change_email_router,
    social_router,
    confirming_by_mail_router,
    two_factor_router,
    resetting_router,
):
    router.include_router(each)

sessions = Feature(
    name="sessions",
    router=router,
    models=(
        UserSession,
        Password,
        EmailChallenge,
        Authenticator,
        RecoveryCode,
        PendingSignIn,
        Passkey,
        EmailChange,
        SocialIdentity,
        SocialAttempt,
        WaitingIdentity,
    ),
    jobs=(
        delete_what_is_over,
        send_sign_up_mail,
        send_reset_mail,
        send_password_changed_mail,
        send_passkey_mail,
        send_change_email_mail,
        send_email_changed_mail,
        send_connected_mail,
        send_confirmation_mail,
        send_two_factor_on_mail,
        send_two_factor_off_mail,
        send_two_factor_reset_mail,
        send_recovery_code_used_mail,
    ),
    schedules=(Schedule(delete_what_is_over, "17 3 * * *"),),
    mails=(
        confirm_address,
        known_address,
        reset_password,
        password_changed,
        passkey_added,
        passkey_removed,
        passkey_copied,
        change_email,
        email_known,
        email_changed,
        account_connected,
        confirm_by_mail,
        two_factor_on,
        two_factor_off,
        two_factor_reset,
        recovery_code_used,
    ),
    events=SessionEvent,
    seed=seed,
    personal_data=personal_data,
    forget_ways_in=forget_ways_in,
    settings=SessionSettings,
    keyed=keyed,
)
