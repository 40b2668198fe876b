"""What every feature stands on contributes too: it is declared like a feature, of the name `core`."""

from app.core.feature import Feature
from app.core.jobs.models import QueuedJob

frame = Feature(name="core", models=(QueuedJob,))
