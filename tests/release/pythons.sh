#!/bin/sh
# Prints where the Pythons of these versions are, a line each. Without versions: the one
# named first and the newest found.
#   pythons.sh PYTHON [VERSION ...]
set -eu

find() {
  for each in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python; do
    if "$each" -c '' 2>/dev/null; then
      command -v "$each"
      return
    fi
  done
  return 1
}

running=$1
shift
if [ $# -gt 0 ]; then
  for version in "$@"; do
    find "$version" || { echo "no Python $version is found" >&2; exit 1; }
  done
  exit
fi

echo "$running"
is=$("$running" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
for version in 3.15 3.14 3.13 3.12 3.11; do
  if [ "$version" = "$is" ]; then
    exit
  fi
  if find "$version"; then
    exit
  fi
done
