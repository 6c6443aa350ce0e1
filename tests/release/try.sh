#!/bin/sh
# Tests the built wheel with one Python, where no sources are: in the unpacked sdist
# without its src.
#   try.sh PYTHON highest|lowest-direct
# The latter installs what the wheel depends on in the oldest versions it allows.
set -eu

python=$1
resolution=$2
uv=$PWD/.venv/bin/uv
wheel=$(echo "$PWD"/dist/*.whl)
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
tree=build/dist/$version-$resolution

echo "testing the wheel with Python $version, dependencies: $resolution"
rm -rf "$tree"
mkdir -p "$tree"
tar -xzf dist/*.tar.gz --strip-components=1 -C "$tree"
rm -r "$tree/src"
"$uv" venv --quiet --python "$python" "$tree/.venv"
cd "$tree"

: >limits.txt
set -- tests docs README.md
if [ "$resolution" = lowest-direct ]; then
  cp tests/release/lowest.txt limits.txt
  # Old versions of scipy and numpy are wrong here and there: no oracles.
  set -- "$@" --ignore=tests/oracle/test_stats_grids.py \
    --ignore=tests/oracle/test_stats_samples.py
fi

install() {
  "$uv" pip install --quiet --python .venv/bin/python --constraints limits.txt "$@"
}
# Named by the project, not by the wheel: what a wheel depends on is not direct.
install --resolution "$resolution" --requirements pyproject.toml --all-extras
# What the tests need must not move what the wheel goes with.
"$uv" pip freeze --python .venv/bin/python >>limits.txt
install --group tests
install --no-deps "$wheel"

package=$(.venv/bin/python -c 'import servicedesk_core as sd; print(sd.__path__[0])')
case $package in
  "$PWD"/.venv/*/site-packages/servicedesk_core) ;;
  *) echo "not the wheel is tested but $package"; exit 1 ;;
esac
HYPOTHESIS_PROFILE=ci PYTHONHASHSEED=0 .venv/bin/python -m pytest --quiet \
  --numprocesses "${JOBS:-2}" --dist loadfile --no-loadscope-reorder \
  ${TESTS:-"$@" "$package"}
