"""Messages of escalation paths and rotas."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- what is wanted
        "Intervals, in a list": "список объектов Interval",
        "Layers, in a tuple": "кортеж объектов Layer",
        "Levels, in a list": "список объектов Level",
        "Overrides, in a tuple": "кортеж объектов Override",
        "None or the name of a layer, here one of {}": (
            "None или имя слоя, здесь одно из: {}"
        ),
        "a Rotation, a number and a Rotation in a tuple, or a timedelta": (
            "член Rotation, кортеж из числа и члена Rotation или объект timedelta"
        ),
        "a Ticket, SlaStatus values of one subject, or a pair of both": (
            "объект Ticket, объекты SlaStatus одного обращения или пара из них"
        ),
        "a channel's name, or several": "имя канала или несколько имён",
        "a condition or None": "условие или None",
        "a datetime": "объект datetime",
        "a mapping of names to rotas": "отображение имён в графики дежурств",
        "a name": "имя",
        "a name, or several in a tuple": "имя или кортеж имён",
        "a subject with a clock that has started": (
            "обращение, у которого отсчёт уже начат"
        ),
        "a trigger such as After or Channel": "условие запуска вида After или Channel",
        "a whole number or None": "целое число или None",
        "above 0 and finite": "конечное число больше 0",
        "acknowledgements, in a tuple": "кортеж подтверждений",
        "an EscalationPath or None": "объект EscalationPath или None",
        "an EscalationState or None": "объект EscalationState или None",
        "at least 1": "не меньше 1",
        "at least 1 step": "не меньше 1 шага",
        "at least a minute": "не меньше минуты",
        "at least one Layer": "хотя бы один слой",
        "at least one name": "хотя бы одно имя",
        "at least one name, none of them empty or given twice": (
            "хотя бы одно имя, без пустых и повторных"
        ),
        "given together with repeats of 1 or more, or not at all": (
            "значение вместе с repeats не меньше 1 либо ничего"
        ),
        "given together with start": "значение вместе со start",
        "given with on_exhausted={} alone": "значение только при on_exhausted={}",
        "later than start ({})": "позже start ({})",
        "layers of different names": "слои с разными именами",
        "names in order, in a tuple": "кортеж имён по порядку",
        "names, groups or rotas": "имена, группы или графики дежурств",
        "one level at least": "хотя бы один уровень",
        "one status for each clock": "один статус на каждый отсчёт",
        "one with its statuses: level {} waits for {}": (
            "обращение со статусами: уровень {} ждёт {}"
        ),
        "one with its ticket: level {} waits for {}": (
            "статусы с обращением: уровень {} ждёт {}"
        ),
        "open, with a level that applies": (
            "открытое обращение, к которому применим хотя бы один уровень"
        ),
        "outside maintenance, to {}": "вне обслуживания, до {}",
        "rising: {} comes after {}": "по возрастанию: {} идёт после {}",
        "several names, in a tuple": "кортеж имён",
        "statuses of one subject": "статусы одного обращения",
        "steps, in a tuple": "кортеж шагов",
        "text or None": "строка или None",
        "the name of a layer": "имя слоя",
        "those of names in the text": "графики дежурств, названные в тексте",
        # --- instants that are asked for
        "start": "start",
        "until": "until",
        # --- how a path is written
        "expected a share above 0%": "ожидается доля больше 0%",
        "expected a share such as 50% or a time such as 15m": (
            "ожидается доля вида 50% или время вида 15m"
        ),
        "expected a space": "ожидается пробел",
        "expected tiers alone or names alone in a level": (
            "на уровне ожидаются либо только линии, либо только имена"
        ),
        "expected which tier": "ожидается номер линии",
        "expected whom to tell": "ожидается, кого оповестить",
        # --- what the check of a path or a rota finds
        "all passes come at one instant": "все проходы приходятся на один момент",
        "comes after {}": "идёт после {}",
        "comes by {}, before level {} by {}": (
            "наступает по условию {}, раньше уровня {} с условием {}"
        ),
        "is of no use: a path of events alone has no end": (
            "не действует: путь из одних событий не кончается"
        ),
        "is of no use: acknowledgements stop nothing": (
            "не действует: подтверждения ничего не останавливают"
        ),
        "is the first one": "идёт первым",
        "never comes: {} jumps to level {}": (
            "не наступает: {} сразу переходит на уровень {}"
        ),
        "no acknowledgement ends its repeats": (
            "никакое подтверждение не прекращает повторы"
        ),
        "no acknowledgement ends the passes": (
            "никакое подтверждение не прекращает проходы"
        ),
        "nobody is on call from {} to {}": "с {} по {} никто не дежурит",
        "nobody is on call in {}": "никто не дежурит: {}",
        "tells nobody": "никого не оповещает",
        "the default targets are told together with the last level": (
            "получатели по умолчанию оповещаются вместе с последним уровнем"
        ),
        "waits for level {}, which may never come": (
            "ждёт уровня {}, который может не наступить"
        ),
    }
)
"""Russian by English text."""
