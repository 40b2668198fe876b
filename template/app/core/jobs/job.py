"""What a job is: a function, the arguments that it takes, and how it is run."""

import hashlib
import inspect
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Concatenate, Literal, TypedDict, Unpack, get_args, overload

from pydantic import TypeAdapter, ValidationError
from pydantic.errors import PydanticSchemaGenerationError
from pydantic_core import PydanticSerializationError
from sqlmodel import Session, SQLModel

#: What a queue is for: `low` is for work that nobody waits for, and that must not keep the rest waiting.
Queue = Literal["default", "mail", "low"]
QUEUES: tuple[Queue, ...] = get_args(Queue)
#: Before every name that the jobs use in Redis.
KEY_PREFIX = "jobs:"

#: After this long, the broker gives what a worker has not finished to another one; every wait below is shorter.
VISIBILITY_TIMEOUT = timedelta(hours=1)
LONGEST_TIME_LIMIT = VISIBILITY_TIMEOUT / 2
FIRST_DELAY = timedelta(seconds=2)
LONGEST_DELAY = timedelta(minutes=10)
#: Bytes. Whoever needs more keeps it in the database and passes an id.
LONGEST_ARGUMENTS = 64 * 1024

type JobFunction[**Parameters] = Callable[Concatenate[Session, Parameters], None]


class Job[**Parameters]:
    """A function that a worker runs. Called directly, it runs at once in the session it is given."""

    def __init__(
        self,
        function: JobFunction[Parameters],
        *,
        queue: Queue = "default",
        retry_for: tuple[type[Exception], ...] = (),
        retries: int = 10,
        time_limit: timedelta = timedelta(minutes=5),
        once: bool = False,
    ) -> None:
        """Raises TypeError: the function cannot be a job. ValueError: it cannot be run in this way."""
        self.function = function
        self.name = f"{function.__module__}.{getattr(function, '__name__', 'job')}"
        self.__doc__ = function.__doc__
        self.queue = queue
        self.retry_for = retry_for
        self.retries = retries if retry_for else 0
        self.time_limit = time_limit
        self.once = once
        signature = inspect.signature(function, eval_str=True)
        session, *parameters = signature.parameters.values()
        if session.annotation is not Session:
            raise TypeError(f"The first parameter of the job {self.name} has to be a Session.")
        self.signature = signature.replace(parameters=parameters)
        self.adapters = {each.name: self.adapter(each) for each in parameters}
        if not timedelta(0) < time_limit <= LONGEST_TIME_LIMIT:
            raise ValueError(f"The job {self.name} may run for {LONGEST_TIME_LIMIT} at most.")
        if sum(map(longest_delay, range(self.retries)), timedelta()) >= VISIBILITY_TIMEOUT:
            raise ValueError(
                f"The job {self.name} would be tried again for longer than {VISIBILITY_TIMEOUT}."
            )

    def __call__(
        self, session: Session, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> None:
        self.function(session, *args, **kwargs)

    def adapter(self, parameter: inspect.Parameter) -> TypeAdapter[Any]:
        kind, place = parameter.annotation, f"The parameter {parameter.name} of the job {self.name}"
        if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD or kind is parameter.empty:
            raise TypeError(f"{place} has to be an ordinary one, with a type.")
        if isinstance(kind, type) and issubclass(kind, SQLModel):
            raise TypeError(f"{place} cannot be a row. Let it take the row's id.")
        try:
            return TypeAdapter(kind)
        except PydanticSchemaGenerationError:
            raise TypeError(f"{place} cannot be made from JSON.") from None

    def pack(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> list[Any]:
        """The arguments as JSON values.

        Raises:
            TypeError: one of them is not what the job takes, or would come out of JSON as something else.
            ValueError: they are too long.
        """
        bound = self.signature.bind(*args, **kwargs)
        bound.apply_defaults()
        packed = [self.pack_one(name, value) for name, value in bound.arguments.items()]
        if len(json.dumps(packed)) > LONGEST_ARGUMENTS:
            raise ValueError(
                f"The arguments of {self.name} are too long. Store them, and pass an id."
            )
        return packed

    def pack_one(self, name: str, value: Any) -> Any:
        adapter = self.adapters[name]
        if isinstance(value, SQLModel):
            raise TypeError(f"{name} of {self.name} is a whole row. Pass its id.")
        try:
            checked = adapter.validate_python(value, strict=True)
            text = adapter.dump_json(checked)
            # PostgreSQL's JSON holds no NUL.
            same = b"\\u0000" not in text and adapter.validate_json(text, strict=True) == checked
        except (ValidationError, PydanticSerializationError) as error:
            raise TypeError(f"{name} of {self.name} does not fit: {error}") from None
        if not same:
            raise TypeError(f"{name} of {self.name} would not come out of JSON as it went in.")
        return json.loads(text)

    def unpack(self, packed: list[Any]) -> list[Any]:
        """The arguments as the function takes them.

        Raises:
            ValueError: they are not those of this function, which has changed since they were packed.
        """
        return [
            adapter.validate_json(json.dumps(value), strict=True)
            for adapter, value in zip(self.adapters.values(), packed, strict=True)
        ]

    def once_key(self, packed: list[Any]) -> str | None:
        """What is the same for all jobs of this function with these arguments, if there may be one of them only."""
        if not self.once:
            return None
        return hashlib.sha256(json.dumps([self.name, packed]).encode()).hexdigest()


def longest_delay(retries: int) -> timedelta:
    """The longest wait after this many retries."""
    return min(FIRST_DELAY * 2 ** min(retries, 20), LONGEST_DELAY)


def retry_delay(retries: int) -> timedelta:
    """How long to wait after this many retries: twice as long each time, and never for all jobs the same."""
    return longest_delay(retries) * random.uniform(0.5, 1)  # noqa: S311 - nothing to guess


class Options(TypedDict, total=False):
    """How a job is run; see Job."""

    queue: Queue
    retry_for: tuple[type[Exception], ...]
    retries: int
    time_limit: timedelta
    once: bool


@dataclass(frozen=True)
class JobMaker:
    """Makes jobs that are run in the same way."""

    options: Options

    def __call__[**Parameters](self, function: JobFunction[Parameters], /) -> Job[Parameters]:
        return Job(function, **self.options)


@overload
def job[**Parameters](function: JobFunction[Parameters], /) -> Job[Parameters]: ...
@overload
def job(**options: Unpack[Options]) -> JobMaker: ...
def job[**Parameters](
    function: JobFunction[Parameters] | None = None, /, **options: Unpack[Options]
) -> Job[Parameters] | JobMaker:
    """Make a function a job. Its arguments after the session are ids or other values that fit into JSON.

    It is tried again for the errors in `retry_for` alone, `retries` times, after growing delays. One that runs longer than
    `time_limit` is interrupted. Of a job that is `once`, one with the same arguments waits and one runs at a time.
    """
    return JobMaker(options) if function is None else Job(function)
