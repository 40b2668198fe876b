"""What accounts contribute."""

from fastapi import APIRouter

from app.accounts.jobs import send_welcome_mail, welcome
from app.accounts.models import Picture, User
from app.accounts.pictures.routes import router as pictures_router
from app.accounts.routes import router as people_router
from app.accounts.seed import seed
from app.core.feature import Feature

router = APIRouter()
for each in (people_router, pictures_router):
    router.include_router(each)

accounts = Feature(
    name="accounts",
    router=router,
    models=(User, Picture),
    jobs=(send_welcome_mail,),
    mails=(welcome,),
    seed=seed,
)
