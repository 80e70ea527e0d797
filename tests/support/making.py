"""The making of model files, by hand."""

import threading

from core.training.stored import take_home
from core.training.stored.take_home import FileBegun


class Making:
    """Stands for the making of files: waits for the test, and counts."""

    def __init__(self, root):
        self.root = root
        self.made, self.go_on, self.refusal = [], threading.Event(), None
        self.go_on.set()
        self.most, self._now = 0, 0

    def make(self, run, kind):
        self._now += 1
        self.most = max(self.most, self._now)
        try:
            yield FileBegun()
            self.go_on.wait(20)
            yield FileBegun()
            if self.refusal:
                raise self.refusal
            self.made.append(kind)
            path = self.root / f"{run}.{kind}"
            path.touch()
            return path
        finally:
            self._now -= 1

    def find(self, run, kind):
        path = self.root / f"{run}.{kind}"
        return path if path.exists() else None

    @classmethod
    def stand_in(cls, monkeypatch, root):
        """Have it make all files during a test, in the folder `root`; return it."""
        making = cls(root)
        monkeypatch.setattr(take_home, "make", making.make)
        monkeypatch.setattr(take_home, "find", making.find)
        return making
