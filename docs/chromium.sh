#!/bin/sh
# See that Chromium and its driver are there, which look at the site; install them where
# that is allowed.
set -eu

found() { command -v chromium >/dev/null && command -v chromedriver >/dev/null; }

found && exit

echo "A look at the site needs the programs chromium and chromedriver." >&2
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "installing them by apt-get (once)" >&2
  install="apt-get install --yes --quiet --no-install-recommends chromium chromium-driver"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  { $install || { apt-get update --quiet && $install; }; } >"$log" 2>&1 || cat "$log" >&2
  rm -f "$log"
fi
found || {
  echo "Install them and run make site-check again: apt-get install chromium" >&2
  echo "chromium-driver (as root), dnf install chromium chromedriver, or" >&2
  echo "brew install chromium chromedriver." >&2
  exit 1
}
