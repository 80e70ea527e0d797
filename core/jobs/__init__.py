"""Long work: one run for equal keys, its folder, its events, and the processes that do it."""
