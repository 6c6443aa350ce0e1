"""Messages of lifecycles and of the conformance to them."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "a name, such as a text": "имя, например строка",
        "a report on the same table": "отчёт по той же таблице",
        "action {} must start from a state": (
            "действие {} должно начинаться из какого-либо состояния"
        ),
        "action {} names no state of it: {}": (
            "действие {} называет неизвестное состояние: {}"
        ),
        "it must have a state": "нужно хотя бы одно состояние",
        "leads to {} and to {}": "ведёт и в «{:state}», и в «{:state}»",
        "no action leads here from {}": (
            "ни одно действие не ведёт сюда из состояния «{:state}»"
        ),
        "no action leads out of this {} state": (
            "из этого состояния (категория «{:Category}») не ведёт ни одно действие"
        ),
        "no action resumes from here to an open state": (
            "ни одно действие не возвращает отсюда в открытое состояние"
        ),
        "pairs of instant and state": "пары из момента и состояния",
        "states must differ, got {}": "состояния должны различаться, получено {}",
        "{} is earlier than the event before it": "{} раньше предыдущего события",
    }
)
"""Russian by English text."""
