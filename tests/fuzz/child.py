"""A process that takes damaged files one after another, within limits of memory and time."""

import faulthandler
import logging
import resource
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from pathlib import Path

from core.datasets.dataset import from_zip
from core.errors import ConvScopeError
from core.photos import images
from tests.fuzz import mutations

MEMORY = 1024 * 2**20  # bytes of address space, libraries included
SECONDS = 20  # for one file, also on a busy machine


def take_photo(number, store):
    images.decode(mutations.photo(number))


def take_archive(number, store):
    from_zip(mutations.archive(number), store)


TAKE = {"photos": take_photo, "zips": take_archive}


def main(kind, first, count):
    """Print how often each outcome was met; exit with 1 at the first file that is not refused."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable()
    warnings.simplefilter("ignore")
    outcomes = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(int(first), int(first) + int(count)):
            faulthandler.dump_traceback_later(SECONDS, exit=True)
            try:
                TAKE[kind](number, Path(folder))
                outcomes["taken"] += 1
            except ConvScopeError as refusal:
                outcomes[refusal.reason] += 1
            except BaseException:
                traceback.print_exc()
                sys.exit(f"{kind} {number} ended in no refusal")
    faulthandler.cancel_dump_traceback_later()
    print(dict(outcomes.most_common()))


if __name__ == "__main__":
    main(*sys.argv[1:])
