"""Runs the product's processes side by side, their output labelled, until one ends or Ctrl-C."""

import contextlib
import queue
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Message, Printer

from tools.project import ROOT


class PatientPrinter(Printer):
    """Goes on when the terminal is gone, because the processes still have to be ended.

    Likewise when Ctrl-C comes in the middle of a line: Python refuses to begin another before that one is written.
    """

    def write(self, message: Message) -> None:
        with contextlib.suppress(OSError, RuntimeError):
            super().write(message)


class Processes(Manager):
    """Honcho's manager, which also survives a Ctrl-C that arrives while the processes are being started."""

    def __init__(self, procfiles: list[Path], environment: dict[str, str]) -> None:
        super().__init__(PatientPrinter(sys.stdout))
        self.on_started: Callable[[], None] | None = None
        for procfile in procfiles:
            for name, command in parse_procfile(procfile.read_text()).processes.items():
                self.add_process(name, command, env=environment, cwd=str(ROOT))

    def loop(self) -> None:
        """Run the processes until one ends or a signal comes; also if something breaks here, none of them stays behind."""
        try:
            super().loop()
        finally:
            for known in self._processes.values():
                if "pid" in known and "returncode" not in known:
                    self._procmgr.kill(known["pid"])

    def _start(self) -> None:
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        early: list[int] = []

        def remember(number: int, frame: FrameType | None) -> None:
            early.append(number)

        for number in handlers:
            signal.signal(number, remember)
        super()._start()
        self._learn_process_ids()
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if early:
            signal.raise_signal(early[0])
        elif self.on_started:
            threading.Thread(target=self.on_started, daemon=True).start()

    def _learn_process_ids(self) -> None:
        """The manager can end only processes whose id it has read from its queue."""
        others = []
        while not self._all_started():
            try:
                message = self.events.get(timeout=0.1)
            except queue.Empty:
                self._give_up_the_dead()
                continue
            if message.type == "start":
                self._processes[message.name]["pid"] = message.data["pid"]
            else:
                others.append(message)
        for message in others:
            self.events.put(message)

    def _give_up_the_dead(self) -> None:
        """Count those as ended that could not be started, as on a machine without memory: they will never tell their ids."""
        for known in self._processes.values():
            if "pid" not in known and not known["process"].is_alive():
                known |= {"pid": known["process"].pid, "returncode": 1}
                self.returncode = 1
