"""What accounts contribute."""

from fastapi import APIRouter

from app.accounts.events import AccountEvent
from app.accounts.jobs import send_welcome_mail, welcome
from app.accounts.leaving.erasing import erase_people, erase_person
from app.accounts.leaving.jobs import erased, leaving, send_erased_mail, send_leaving_mail
from app.accounts.leaving.routes import router as leaving_router
from app.accounts.models import Picture, User
from app.accounts.personal_data.own import personal_data
from app.accounts.personal_data.routes import router as personal_data_router
from app.accounts.pictures.routes import router as pictures_router
from app.accounts.routes import router as people_router
from app.accounts.seed import seed
from app.core.feature import Feature
from app.core.jobs import Schedule

router = APIRouter()
for each in (people_router, pictures_router, personal_data_router, leaving_router):
    router.include_router(each)

accounts = Feature(
    name="accounts",
    router=router,
    models=(User, Picture),
    jobs=(send_welcome_mail, send_leaving_mail, send_erased_mail, erase_people, erase_person),
    schedules=(Schedule(erase_people, "23 * * * *"),),
    mails=(welcome, leaving, erased),
    events=AccountEvent,
    seed=seed,
    personal_data=personal_data,
)
