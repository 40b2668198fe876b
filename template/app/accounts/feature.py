"""What accounts contribute."""

from app.accounts.jobs import send_welcome_mail
from app.accounts.models import User, UserSession
from app.accounts.routes import router
from app.accounts.seed import seed
from app.core.feature import Feature

accounts = Feature(
    name="accounts",
    router=router,
    models=(User, UserSession),
    jobs=(send_welcome_mail,),
    seed=seed,
)
