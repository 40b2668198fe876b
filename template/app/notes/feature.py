"""What notes contribute."""

from app.core.feature import Feature
from app.core.jobs import Schedule
from app.notes.jobs import erase_deleted_notes
from app.notes.models import Note
from app.notes.personal_data import personal_data
from app.notes.routes import router
from app.notes.seed import seed

notes = Feature(
    name="notes",
    router=router,
    models=(Note,),
    jobs=(erase_deleted_notes,),
    schedules=(Schedule(erase_deleted_notes, "41 3 * * *"),),
    seed=seed,
    personal_data=personal_data,
)
