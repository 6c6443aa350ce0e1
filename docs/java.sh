#!/bin/sh
# See that Java is there, which Spark runs on; install it where that is allowed.
set -eu

# Where macOS has no Java, its program java is there all the same, and fails.
works() { java -version >/dev/null 2>&1; }

works && exit

echo "Spark needs Java 17 or later: its program java runs the engine." >&2
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "installing it by apt-get (once)" >&2
  install="apt-get install --yes --quiet --no-install-recommends default-jre-headless"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  { $install || { apt-get update --quiet && $install; }; } >"$log" 2>&1 || cat "$log" >&2
  rm -f "$log"
fi
works || {
  echo "Install it and run make engines again: apt-get install default-jre-headless" >&2
  echo "(as root), dnf install java-latest-openjdk-headless, brew install openjdk, or" >&2
  echo "https://adoptium.net." >&2
  exit 1
}
