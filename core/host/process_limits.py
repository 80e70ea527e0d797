"""Limits that the system keeps for this process: on Linux, others count or refuse otherwise."""

import sys

if sys.platform == "linux":
    import resource

    def limit_memory(most: int) -> None:
        """Let this process have so many bytes of address space; beyond it is a MemoryError."""
        _limit(resource.RLIMIT_AS, most)

    def limit_files(most: int) -> None:
        """Let this process write no file of more bytes."""
        _limit(resource.RLIMIT_FSIZE, most)

    def _limit(limit: int, most: int) -> None:
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))

else:

    def limit_memory(most: int) -> None:
        """Do nothing."""

    def limit_files(most: int) -> None:
        """Do nothing."""
