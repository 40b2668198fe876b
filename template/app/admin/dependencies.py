"""What administrators need a permission for."""

from typing import Annotated

from app.accounts.dependencies import Allowed, Person
from app.accounts.permissions import Permission

SeesUsers = Annotated[Person, Allowed(Permission.SEE_USERS)]
SuspendsUsers = Annotated[Person, Allowed(Permission.SUSPEND_USERS)]
ChangesRoles = Annotated[Person, Allowed(Permission.CHANGE_ROLES)]
SeesAudit = Annotated[Person, Allowed(Permission.SEE_AUDIT)]
BecomesUsers = Annotated[Person, Allowed(Permission.BECOME_USERS)]
