import asyncio
import threading
import weakref

import pytest

from app.core.threads import Threads

#: Seconds until a test that waits for what never comes is given up.
PATIENCE = 10


class Result:
    """What a handler returns."""


def fail(error: BaseException) -> None:
    raise error


def test_what_a_function_returns_or_raises_arrives() -> None:
    threads = Threads(1)

    assert asyncio.run(threads.run(divmod, 7, 2)) == (3, 1)
    with pytest.raises(ValueError, match="wrong"):
        asyncio.run(threads.run(fail, ValueError("wrong")))
    with pytest.raises(RuntimeError, match="StopIteration"):
        asyncio.run(threads.run(fail, StopIteration()))


def test_only_so_many_work_at_a_time_and_the_others_wait_for_their_turn() -> None:
    threads, at_work, most = Threads(2), [0], [0]
    lock, both = threading.Lock(), threading.Barrier(2, timeout=PATIENCE)

    def work() -> int:
        with lock:
            at_work[0] += 1
            most[0] = max(most[0], at_work[0])
        # Passes two by two: never, if one alone worked.
        both.wait()
        with lock:
            at_work[0] -= 1
        return threading.get_ident()

    async def six() -> list[int]:
        return await asyncio.gather(*(threads.run(work) for _ in range(6)))

    assert len(set(asyncio.run(six()))) == 2
    assert most == [2]


def test_work_that_has_begun_is_finished_though_nobody_waits_for_it() -> None:
    threads = Threads(1)
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go_on.wait(PATIENCE)
        done.set()

    async def give_up() -> None:
        working = asyncio.create_task(threads.run(work))
        waiting = asyncio.create_task(threads.run(fail, AssertionError("nobody wants this")))
        await asyncio.to_thread(begun.wait, PATIENCE)
        working.cancel()
        waiting.cancel()
        await asyncio.gather(working, waiting, return_exceptions=True)

    asyncio.run(give_up())
    assert not done.is_set()

    # Its loop is closed now, and the thread serves the next one all the same.
    go_on.set()
    assert asyncio.run(threads.run(done.is_set))


def test_a_thread_that_waits_keeps_no_result_alive() -> None:
    gone = threading.Event()

    result = asyncio.run(Threads(1).run(Result))
    weakref.finalize(result, gone.set)
    del result

    assert gone.wait(PATIENCE)
