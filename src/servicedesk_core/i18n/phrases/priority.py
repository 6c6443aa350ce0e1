"""Messages of priority matrices."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "a member of {} ({})": "член перечисления {} ({})",
        "each axis must be of one enum, got {}": (
            "на каждой оси должно быть одно перечисление, получено {}"
        ),
        "each key must be a pair of impact and urgency, got {}": (
            "каждый ключ — пара из влияния и срочности, получено {}"
        ),
        "it must have cells": "нужна хотя бы одна ячейка",
        "no priority for {}": "не задан приоритет для {}",
        "priorities must be {}, got {}": "приоритеты должны быть {}, получено {}",
    }
)
"""Russian by English text."""
