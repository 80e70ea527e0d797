"""All the damaged files, a chunk a process: ``make fuzz``."""

import sys

from tests.fuzz.chunks import run

CHUNK = 1000

if __name__ == "__main__":
    for kind, count in (("photos", 10_000), ("zips", 1_000)):
        for first in range(0, count, CHUNK):
            ended = run(kind, first, CHUNK)
            print(f"{kind} {first} to {first + CHUNK - 1}: {ended.stdout}{ended.stderr}", end="")
            if ended.returncode:
                sys.exit(ended.returncode)
