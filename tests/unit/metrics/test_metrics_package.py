"""The package: every name is found, and none before it is used."""

import subprocess
import sys

import pytest

from servicedesk_core import metrics


def test_every_name_is_there() -> None:
    assert dir(metrics) == sorted(metrics.__all__)
    for name in metrics.__all__:
        assert getattr(metrics, name).__name__ == name


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'erlang_d'"):
        getattr(metrics, "erlang_d")  # noqa: B009 - a type checker would refuse it


# A module of the name of a function would hide it once it is imported.
def test_no_module_hides_a_function() -> None:
    program = (
        "import sys, servicedesk_core.metrics as m\n"
        "for n in m.__all__: getattr(m, n)\n"
        "assert not {f'{m.__name__}.{n}' for n in m.__all__} & set(sys.modules)\n"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603
