"""What API keys contribute."""

from app.api_keys.models import ApiKey
from app.api_keys.programs import programs_router
from app.api_keys.routes import router
from app.core.feature import Feature

api_keys = Feature(name="api_keys", router=router, build_router=programs_router, models=(ApiKey,))
