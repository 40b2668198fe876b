"""What API keys contribute."""

from app.api_keys.events import ApiKeyEvent
from app.api_keys.jobs import (
    key_created,
    key_ending,
    look_after_endings,
    send_key_created_mail,
    send_key_ending_mail,
)
from app.api_keys.models import ApiKey
from app.api_keys.personal_data import forget_ways_in, personal_data
from app.api_keys.programs import programs_router
from app.api_keys.routes import router
from app.core.feature import Feature
from app.core.jobs import Schedule

api_keys = Feature(
    name="api_keys",
    router=router,
    build_router=programs_router,
    models=(ApiKey,),
    jobs=(send_key_created_mail, send_key_ending_mail, look_after_endings),
    schedules=(Schedule(look_after_endings, "29 8 * * *"),),
    mails=(key_created, key_ending),
    events=ApiKeyEvent,
    personal_data=personal_data,
    forget_ways_in=forget_ways_in,
)
