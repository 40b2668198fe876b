"""What accounts contribute."""

from app.accounts.jobs import delete_expired_sessions, send_welcome_mail, welcome
from app.accounts.models import User, UserSession
from app.accounts.routes import router
from app.accounts.seed import seed
from app.core.feature import Feature
from app.core.jobs import Schedule

accounts = Feature(
    name="accounts",
    router=router,
    models=(User, UserSession),
    jobs=(delete_expired_sessions, send_welcome_mail),
    mails=(welcome,),
    schedules=(Schedule(delete_expired_sessions, "17 3 * * *"),),
    seed=seed,
)
