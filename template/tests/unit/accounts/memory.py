"""People who are kept nowhere, for tests of rules that need no database."""

from typing import Any

from app.accounts.errors import EmailTaken
from app.accounts.models import User, UserId
from app.core.jobs import Job


class MemoryUsers:
    """Keeps people for as long as the test runs. `enqueued` are the jobs that were asked for, with their arguments."""

    def __init__(self) -> None:
        self.kept: dict[UserId, User] = {}
        self.enqueued: list[tuple[Any, ...]] = []

    def get(self, user_id: UserId) -> User | None:
        return self.kept.get(user_id)

    def add(self, user: User) -> None:
        self.save(user)
        self.kept[user.id] = user

    def save(self, user: User) -> None:
        if any(each.email == user.email for each in self.kept.values() if each.id != user.id):
            raise EmailTaken

    def enqueue[**Parameters](
        self, job: Job[Parameters], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> None:
        job.pack(*args, **kwargs)
        self.enqueued.append((job, *args))
