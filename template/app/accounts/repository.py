"""Where people are kept, as the rules about them see it."""

from typing import Protocol

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.accounts.errors import EmailTaken
from app.accounts.models import User, UserId
from app.core.jobs import Job, enqueue


class Users(Protocol):
    """All people. Changes to one count once they are saved."""

    def get(self, user_id: UserId) -> User | None:
        """The person with this id."""
        ...

    def add(self, user: User) -> None:
        """Keep somebody new.

        Raises:
            EmailTaken: somebody has this address. The unit of work is lost then.
        """
        ...

    def save(self, user: User) -> None:
        """Keep what has changed about somebody.

        Raises:
            EmailTaken: somebody else has this address. The unit of work is lost then.
        """
        ...

    def enqueue[**Parameters](
        self, job: Job[Parameters], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> None:
        """Have a job run once the changes are stored."""
        ...


class SqlUsers:
    """The people in the database."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, user_id: UserId) -> User | None:
        return self.session.get(User, user_id)

    def add(self, user: User) -> None:
        self.session.add(user)
        self.save(user)

    def save(self, user: User) -> None:
        try:
            self.session.flush()
        except IntegrityError:
            # Only the database can decide between two requests at the same moment.
            raise EmailTaken from None

    def enqueue[**Parameters](
        self, job: Job[Parameters], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> None:
        enqueue(self.session, job, *args, **kwargs)
