"""Labels of axes, lines and marks of plots."""

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "age": ("age", "возраст"),
        "beyond_limits": ("beyond limits", "за границами"),
        "centre_line": ("centre line", "центральная линия"),
        "ci": ("CI", "ДИ"),
        "cumulative_share": ("cumulative share", "накопленная доля"),
        "in_time": ("in time", "в срок"),
        "interval": ("interval", "интервал"),
        "jump": ("jump", "скачок"),
        "limits": ("limits", "границы"),
        "moving_average": ("moving average", "скользящее среднее"),
        "provisional_limits": ("provisional limits", "предварительные границы"),
        "run_of_eight": ("run of eight", "серия из восьми"),
        "share_in_time": ("share in time", "доля в срок"),
        "vital_few": ("vital few", "важнейшие"),
    }
)
"""English and Russian, by member or code."""
