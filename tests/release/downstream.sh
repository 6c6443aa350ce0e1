#!/bin/sh
# Installs the service of examples/downstream over the built wheel, and runs its tests.
#   downstream.sh PYTHON
set -eu

wheel=$(echo "$PWD"/dist/*.whl)
tree=build/dist/downstream

rm -rf "$tree"
mkdir -p build/dist
cp -R examples/downstream "$tree"
"$1" -m venv "$tree/.venv"
cd "$tree"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
.venv/bin/python -m pip install --quiet --disable-pip-version-check \
  "servicedesk-core[testing] @ file://$wheel" . --group tests

package=$(.venv/bin/python -c 'import servicedesk_core as sd; print(sd.__path__[0])')
case $package in
  "$PWD"/.venv/*/site-packages/servicedesk_core) ;;
  *) echo "not the wheel is used but $package"; exit 1 ;;
esac
.venv/bin/python -m pytest --quiet
