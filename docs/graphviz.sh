#!/bin/sh
# See that Graphviz is there, which draws the lifecycles; install it where that is allowed.
set -eu

command -v dot >/dev/null && exit

echo "The site needs Graphviz: its program dot draws the lifecycles." >&2
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "installing it by apt-get (once)" >&2
  install="apt-get install --yes --quiet --no-install-recommends graphviz"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  { $install || { apt-get update --quiet && $install; }; } >"$log" 2>&1 || cat "$log" >&2
  rm -f "$log"
fi
command -v dot >/dev/null || {
  echo "Install it and run make docs again: apt-get install graphviz (as root)," >&2
  echo "dnf install graphviz, brew install graphviz, or https://graphviz.org." >&2
  exit 1
}
