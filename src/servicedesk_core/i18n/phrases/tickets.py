"""Messages of tickets: refusals, histories and commands."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- why a command is refused
        "it ended more than {} ago; open one that follows it": (
            "обращение завершено больше чем {:duration} назад; откройте новое, "
            "продолжающее его"
        ),
        "it has no link {} {}": "связи «{:LinkKind} {}» нет",
        "it has the link {} {} already": "связь «{:LinkKind} {}» уже есть",
        "it is for a major incident {}, not {}": (
            "нужен статус значительного инцидента: {:MajorStatus}; сейчас: "
            "{:MajorStatus}"
        ),
        "it must be another ticket": "нужно указать другое обращение",
        "it starts from {}, not from {}": (
            "возможно из состояний: {:state}; сейчас: {:state}"
        ),
        "never proposed": "не предлагалось",
        "no promise is open for {}": "нет открытого обещания на {}",
        "none": "нет",
        "{} acts as {}; it takes one of: {}": (
            "{} действует в роли «{:Role}»; нужна одна из ролей: {:Role}"
        ),
        "{} is earlier than the last event": "{} раньше последнего события",
        "{} is required": "не заполнено обязательное поле: {:или}",
        # --- what is wrong with a history
        "a history must begin with Opened, got {}": (
            "история должна начинаться с события Opened, получено: {}"
        ),
        "a ticket is opened only once": "обращение открывается только один раз",
        "nothing": "ничего",
        "{} is earlier than the last event, {}": "{} раньше последнего события, {}",
        "{} is no ticket event": "{} не является событием обращения",
        # --- what is wanted
        "0 to {}": "от 0 до {}",
        "a Link": "объект Link",
        "a ticket event": "событие обращения",
        "an Actor or None": "объект Actor или None",
        "one without a command of its own; call ticket.{}(...)": (
            "действие без собственной команды; вызовите ticket.{}(...)"
        ),
        "other tickets than the parent": "обращения, кроме самого родительского",
        "the id of another ticket": "номер другого обращения",
        "ticket events, in a list": "список событий обращения",
    }
)
"""Russian by English text."""
