"""What people may do beyond their own affairs: each permission by its name, and the roles, which are sets of them.

A route asks for a permission (`Allowed` in dependencies.py), never for a role: which role has it is decided here alone.
"""

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """Something that not everybody may do."""

    SEE_USERS = "see_users"
    SUSPEND_USERS = "suspend_users"
    CHANGE_ROLES = "change_roles"
    BECOME_USERS = "become_users"
    SEE_AUDIT = "see_audit"
    LOOK_AFTER_JOBS = "look_after_jobs"


class Role(StrEnum):
    """What somebody is to the product. Everybody has one."""

    MEMBER = "member"
    ADMIN = "admin"


PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.MEMBER: frozenset(),
    Role.ADMIN: frozenset(Permission),
}
