"""What every feature stands on contributes too: it is declared like a feature, of the name `core`."""

from app.core.audit.jobs import delete_old_audit_events
from app.core.audit.models import AuditEvent
from app.core.audit.personal_data import personal_data
from app.core.feature import Feature
from app.core.jobs import Schedule
from app.core.jobs.models import QueuedJob
from app.core.mail.jobs import delete_old_deliveries
from app.core.mail.models import BouncedAddress, MailDelivery
from app.core.product_events import send_event

frame = Feature(
    name="core",
    models=(QueuedJob, MailDelivery, BouncedAddress, AuditEvent),
    jobs=(delete_old_deliveries, delete_old_audit_events, send_event),
    personal_data=personal_data,
    schedules=(
        Schedule(delete_old_deliveries, "43 3 * * *"),
        Schedule(delete_old_audit_events, "53 3 * * *"),
    ),
)
