"""Jobs: work that a worker does after the request was answered.

    @job(retry_for=(MailUnavailable,))
    def send_welcome_mail(session: Session, user_id: UserId) -> None: ...

    enqueue(session, send_welcome_mail, user.id)

A job is a row of `queued_jobs`, stored with the changes of the session that asked for it; the broker only carries its id.
It is a unit of work of its own, in which the row is deleted with the job's effect, so that the effect is stored once
however often the job is delivered. What a job does outside of the database may happen more than once.
"""

from app.core.jobs.job import Job, job
from app.core.jobs.scheduling import Schedule
from app.core.jobs.sending import enqueue

__all__ = ["Job", "Schedule", "enqueue", "job"]
