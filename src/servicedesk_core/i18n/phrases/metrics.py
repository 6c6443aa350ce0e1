"""Messages of metrics."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "None exactly where service_level is": (
            "None тогда и только тогда, когда service_level — None"
        ),
        "None for this definition": "None при таком определении",
        "None where times are numbers": "None, если время задано числами",
        "Tickets": "объекты Ticket",
        "Tickets, or pairs of an opening and an end": (
            "объекты Ticket или пары: открытие и конец"
        ),
        "Tickets, or pairs of an opening and an end, in a list": (
            "список объектов Ticket или пар: открытие и конец"
        ),
        "a RepeatWindow": "объект RepeatWindow",
        "a length of the kind of agreed": "длительность того же типа, что agreed",
        "a pair of a start and an end": "пара: начало и конец",
        "a period that is not empty": "непустой период",
        "a timedelta, as the others are": "объект timedelta, как и остальные",
        "at most the created, {}": "не больше числа созданных, {}",
        "at most the denominator, {}": "не больше знаменателя, {}",
        "at most the period, {}": "не больше периода, {:duration}",
        "at most the total, {}": "не больше общего числа, {}",
        "at most what there was to resolve, {}": (
            "не больше числа тех, что можно было решить, {}"
        ),
        "at most {}": "не больше {}",
        "attempts of each caller, in a list": "список чисел попыток каждого звонящего",
        "aware datetimes, in a list": "список моментов с часовым поясом",
        "below 1": "меньше 1",
        "bools, one for each attempt": "значения bool, по одному на каждую попытку",
        "enough for {} agents at most": (
            "значение, при котором хватит {:оператора|операторов|операторов}"
        ),
        "enough to keep the queue below {} callers": (
            "значение, при котором в очереди меньше {:звонящего|звонящих|звонящих}"
        ),
        "exactly two of wip, arrival_rate and mean_time": (
            "ровно два из трёх: wip, arrival_rate и mean_time"
        ),
        "from what to what, in words": "от чего до чего, словами",
        "given for this definition": "значение, нужное при таком определении",
        "given where cases are open": "значение, если есть открытые обращения",
        "handling times, in a list": "список значений времени обработки",
        "less than the agents, {}, or the queue never ends": (
            "меньше числа операторов, {}, иначе очередь растёт без конца"
        ),
        "less than the servers, {}, or the redials do not converge": (
            "меньше числа линий, {}, иначе повторные вызовы не сходятся"
        ),
        "more than low, {}": "больше low, {:duration}",
        "more than {}": "больше {:duration}",
        "names of groups, in a list": "список имён групп",
        "names of groups, or None": "имена групп или None",
        "no end before its start": "пары, где конец не раньше начала",
        "not before the last event of {}": "не раньше последнего события обращения {}",
        "numbers or timedeltas, in a list": "список чисел или объектов timedelta",
        "numbers, in a list": "список чисел",
        "one attempt or more": "не меньше одной попытки",
        "pairs of a start and an end or None": "пары: начало и конец или None",
        "pairs of a start and an end or None, in a list": (
            "список пар: начало и конец или None"
        ),
        "pairs of a start and an end, in a list": "список пар: начало и конец",
        "times, in a list": "список длительностей",
        "what is counted, in words": "что считается, словами",
        "what is counted, in words, or None": "что считается, словами, или None",
        "{} times, one for each": (
            "{:значение|значения|значений} времени, по одному на каждый вызов"
        ),
    }
)
"""Russian by English text."""
