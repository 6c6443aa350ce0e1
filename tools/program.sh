#!/bin/sh
# See that what pip cannot install is there; install it where that is allowed.
#   program.sh graphviz|java|chromium
set -eu

case $1 in
  graphviz)
    why="The site needs Graphviz: its program dot draws the lifecycles."
    works() { command -v dot; }
    packages=graphviz
    target=docs
    others="dnf install graphviz, brew install graphviz, or https://graphviz.org"
    ;;
  java)
    why="Spark needs Java 17 or later: its program java runs the engine."
    # Where macOS has no Java, its program java is there all the same, and fails.
    works() { java -version; }
    packages=default-jre-headless
    target=engines
    others="dnf install java-latest-openjdk-headless, brew install openjdk, or
https://adoptium.net"
    ;;
  chromium)
    why="A look at the site needs the programs chromium and chromedriver."
    works() { command -v chromium && command -v chromedriver; }
    packages="chromium chromium-driver"
    target=site-check
    others="dnf install chromium chromedriver, or brew install chromium chromedriver"
    ;;
  *)
    echo "program.sh knows graphviz, java and chromium, got $1" >&2
    exit 2
    ;;
esac

works >/dev/null 2>&1 && exit

echo "$why" >&2
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "installing $packages by apt-get (once)" >&2
  install="apt-get install --yes --quiet --no-install-recommends $packages"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  { $install || { apt-get update --quiet && $install; }; } >"$log" 2>&1 || cat "$log" >&2
  rm -f "$log"
fi
works >/dev/null 2>&1 || {
  echo "Install it and run make $target again: apt-get install $packages (as root)," >&2
  echo "$others." >&2
  exit 1
}
