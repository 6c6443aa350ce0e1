"""Labels of statistics."""

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ChartKind.C": ("c chart", "карта числа событий (c-карта)"),
        "ChartKind.EWMA": (
            "EWMA chart",
            "карта экспоненциально взвешенного среднего (EWMA)",
        ),
        "ChartKind.P": ("p chart", "карта долей (p-карта)"),
        "ChartKind.P_PRIME": (
            "p' chart",
            "карта долей с поправкой на разброс (p'-карта)",
        ),
        "ChartKind.XMR": (
            "XmR chart",
            "карта индивидуальных значений и скользящих размахов (XmR)",
        ),
        "ChartRule.BEYOND_LIMITS": ("beyond limits", "за границами"),
        "ChartRule.RUN_OF_EIGHT": ("run of eight", "серия из восьми"),
        "DifferenceMethod.NEWCOMBE": ("Newcombe interval", "интервал Ньюкомба"),
        "DifferenceMethod.WALD": (
            "Wald interval",
            "интервал Вальда (нормальное приближение)",
        ),
        "IntervalMethod.AGRESTI_COULL": (
            "Agresti-Coull interval",
            "интервал Агрести — Коулла",
        ),
        "IntervalMethod.CLOPPER_PEARSON": (
            "Clopper-Pearson exact interval",
            "точный интервал Клоппера — Пирсона",
        ),
        "IntervalMethod.JEFFREYS": ("Jeffreys interval", "интервал Джеффриса"),
        "IntervalMethod.WALD": (
            "Wald interval",
            "интервал Вальда (нормальное приближение)",
        ),
        "IntervalMethod.WILSON": ("Wilson score interval", "интервал Уилсона"),
        "IntervalMethod.WILSON_CC": (
            "Wilson score interval with continuity correction",
            "интервал Уилсона с поправкой на непрерывность",
        ),
        # Codes of methods, and figures.
        "agresti_coull": ("Agresti-Coull interval", "интервал Агрести — Коулла"),
        "clopper_pearson": (
            "Clopper-Pearson exact interval",
            "точный интервал Клоппера — Пирсона",
        ),
        "confidence": ("confidence level", "доверительная вероятность"),
        "ewma": ("EWMA chart", "карта экспоненциально взвешенного среднего (EWMA)"),
        "jeffreys": ("Jeffreys interval", "интервал Джеффриса"),
        "mean": ("mean", "среднее"),
        "median": ("median", "медиана"),
        "newcombe": ("Newcombe interval", "интервал Ньюкомба"),
        "p_prime": ("p' chart", "карта долей с поправкой на разброс (p'-карта)"),
        "p_value": ("p-value", "p-значение"),
        "wald": ("Wald interval", "интервал Вальда (нормальное приближение)"),
        "wilson": ("Wilson score interval", "интервал Уилсона"),
        "wilson_cc": (
            "Wilson score interval with continuity correction",
            "интервал Уилсона с поправкой на непрерывность",
        ),
        "xmr": (
            "XmR chart",
            "карта индивидуальных значений и скользящих размахов (XmR)",
        ),
    }
)
"""English and Russian, by member or code."""
