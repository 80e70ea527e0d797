#!/bin/sh
# lock.sh UV: write the newest versions that the ranges allow, for every system and Python.
# Only names and versions: no registry's address, and nothing of this machine's settings.
set -e
cd "$(dirname "$0")/.."

lock() {
  "$uv" pip compile --quiet --no-config --universal --python-version 3.11 --upgrade \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@"
}

uv=$1
lock requirements.txt --output-file requirements.lock
lock requirements-dev.txt --constraints requirements.lock --output-file requirements-dev.lock
