"""The threads that handle requests: as many as there are connections to the database, because each request holds one.

anyio, whose threads serve what asks for no session, hands work over through a queue and a lock written in Python, beneath a
limiter and a scope that can be cancelled. This queue is written in C, which saves a list of 25 a tenth of its processor time.
"""

import asyncio
import functools
import os
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any
from weakref import WeakKeyDictionary

from app.core.outages import TooBusy
from app.core.settings import settings

#: How many computations may run at a time that take a processor for long. The one that is left serves everybody else.
COSTLY_AT_ONCE = max(1, (os.cpu_count() or 2) - 1)
#: How many requests may wait for such a turn. A crowd of them costs memory, and the last would be answered when nobody waits any more.
MOST_WAITING = 100
#: Seconds that one of them waits.
LONGEST_WAIT = 10.0


class Threads:
    """So many threads, which stay for as long as the process does."""

    def __init__(self, count: int) -> None:
        self.waiting: SimpleQueue[Work] = SimpleQueue()
        self.all = [
            threading.Thread(
                target=work_on, args=(self.waiting,), name=f"request {number}", daemon=True
            )
            for number in range(count)
        ]
        for thread in self.all:
            thread.start()

    async def run[Result](self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Call the function in the next free thread. What has begun is finished, also if nobody waits for it any more."""
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        self.waiting.put((loop, done, function, arguments))
        return await done


type Work = tuple[
    asyncio.AbstractEventLoop, asyncio.Future[Any], Callable[..., Any], tuple[Any, ...]
]


def work_on(waiting: SimpleQueue[Work]) -> None:
    """Do what waits, one after the other, for ever."""
    while True:
        loop, done, function, arguments = waiting.get()
        if done.cancelled():
            continue
        result, error = None, None
        try:
            result = function(*arguments)
        except BaseException as raised:  # noqa: BLE001 - whoever waits is told
            error = raised
        try:
            loop.call_soon_threadsafe(tell, done, result, error)
        except RuntimeError:
            # The loop was closed meanwhile: nobody waits.
            if not loop.is_closed():
                raise
        # A thread that waits for more keeps nothing alive.
        del loop, done, function, arguments, result, error


def tell(done: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    """Say how it went to whoever waits. Runs in the loop's own thread."""
    if done.cancelled():
        return
    if error is None:
        done.set_result(result)
    elif isinstance(error, StopIteration):
        # It would end the coroutine that waits as if all were well.
        wrapped = RuntimeError("a handler raised StopIteration")
        wrapped.__cause__ = error
        done.set_exception(wrapped)
    else:
        done.set_exception(error)


@functools.cache
def request_threads() -> Threads:
    """The threads of this process. They are started when the first request needs one."""
    return Threads(settings().database_connections)


@dataclass
class Turns:
    """Turns at what takes a processor for long, and how many requests wait for one."""

    free: asyncio.Semaphore
    waiting: int = 0


turns: WeakKeyDictionary[asyncio.AbstractEventLoop, Turns] = WeakKeyDictionary()


@asynccontextmanager
async def costly_turn() -> AsyncGenerator[None]:
    """What a request holds while it computes for long. Those that wait for it take no thread from others.

    Raises:
        TooBusy: too many wait, or it took too long until it was its turn.
    """
    here = turns.setdefault(asyncio.get_running_loop(), Turns(asyncio.Semaphore(COSTLY_AT_ONCE)))
    if here.waiting >= MOST_WAITING:
        raise TooBusy(internal=f"{here.waiting} requests wait for their turn")
    here.waiting += 1
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await here.free.acquire()
    except TimeoutError:
        raise TooBusy(internal=f"it was not its turn within {LONGEST_WAIT:g} seconds") from None
    finally:
        here.waiting -= 1
    try:
        yield
    finally:
        here.free.release()
