"""What accounts contribute."""

from app.accounts.jobs import send_welcome_mail, welcome
from app.accounts.models import User
from app.accounts.routes import router
from app.accounts.seed import seed
from app.core.feature import Feature

accounts = Feature(
    name="accounts",
    router=router,
    models=(User,),
    jobs=(send_welcome_mail,),
    mails=(welcome,),
    seed=seed,
)
