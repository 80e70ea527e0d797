#!/bin/sh
# with_node.sh WHAT PREPARE COMMAND: run a command that needs Node and what npm brings.
# Where these are missing it says so and goes on; with CONVSCOPE_REQUIRE_ALL=1 it fails.
what=$1 prepare=$2 command=$3

skip() {
  echo "SKIPPED: $what: not checked, $1"
  test "$CONVSCOPE_REQUIRE_ALL" != 1
  exit
}

node -e 'process.exit(+(parseInt(process.versions.node) < 18))' 2>/dev/null ||
  skip "because Node 18 or newer is not installed"
command -v npm >/dev/null || skip "because npm is not installed"
sh -c "$prepare" >/dev/null 2>&1 || skip "because npm cannot bring what it needs"
exec sh -c "$command"
