"""For the host, beside the running app: ``python -m core.datasets list`` and ``remove KEY ...``.

It works on the data folder and the database that the environment names, as the app does.
"""

import argparse
import sys

from core.datasets import workshop
from core.host import settings


def main(arguments: list[str]) -> int:
    """List the published sets, or remove some; return the exit status, 1 for a key of none."""
    parser = argparse.ArgumentParser(prog="python -m core.datasets", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="key, photos, megabytes and title of each published set")
    removing = commands.add_parser("remove", help="remove published sets, whoever's they are")
    removing.add_argument("keys", nargs="+", metavar="KEY")
    asked = parser.parse_args(arguments)
    if not settings.database() and not settings.data_folder().is_dir():
        parser.error(f"there is no data folder {settings.data_folder()} (CONVSCOPE_DATA)")
    return _list() if asked.command == "list" else _remove(asked.keys)


def _list() -> int:
    for each in workshop.published():
        count, megabytes = len(each.dataset.photos), each.bytes / 2**20
        print(f"{each.key}  {count:3} photos  {megabytes:6.1f} MB  {each.title}")
    return 0


def _remove(keys: list[str]) -> int:
    there = {each.key: each.title for each in workshop.published()}
    for key in keys:
        if key in there:
            workshop.take_back(key)
        print(f"removed: {there[key]}" if key in there else f"there is no set {key}")
    return 0 if set(keys) <= set(there) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
