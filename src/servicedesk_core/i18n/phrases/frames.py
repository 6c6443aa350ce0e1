"""Messages of data frames and plots."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- templates of errors
        "column {argument!r} must hold aware datetimes, got naive ones; tz= adds "
        "the zone": (
            "столбец {argument!r} — нужно: моменты с часовым поясом; получено без "
            "пояса; пояс добавляет tz="
        ),
        # --- what is told of by name
        "column {}": "столбец {}",
        "field {}": "поле {}",
        # --- instants that are asked for
        "due dates": "сроки",
        "instants": "моменты",
        # --- what is wanted of frames
        "None, for no mapping is given as {}": "None: отображение не задано в {:или}",
        "a DataFrame of Dask": "объект DataFrame из Dask",
        "a column of the frame, one of {}": "столбец таблицы, один из: {}",
        "a data frame, or one of {}": "таблица данных или одно из: {}",
        "a flat numpy array of datetime64 in {} or of int64": (
            "одномерный массив numpy: datetime64 в единицах {} или int64"
        ),
        "a flat numpy array of timedelta64 in {} or of int64": (
            "одномерный массив numpy: timedelta64 в единицах {} или int64"
        ),
        "a function that gives a Score": "функция, возвращающая Score",
        "a key in every row": "ключ в каждой строке",
        "a key in every row that has its instants": (
            "ключ в каждой строке, где есть моменты"
        ),
        "a key of {}, one of {}": "ключ из {}, один из: {}",
        "a start in every row": "начало в каждой строке",
        "a text or a number": "строка или число",
        "a text, a number, a truth value or None": (
            "строка, число, логическое значение или None"
        ),
        "a whole number of {}, the unit of the instants, in 64 bits": (
            "целое число {}, единиц моментов, в пределах 64 битов"
        ),
        "an IANA zone; polars has no others": "часовой пояс IANA; других в polars нет",
        "an eager data frame of pandas, polars or pyarrow": (
            "неленивая таблица данных pandas, polars или pyarrow"
        ),
        "an open time that leads from {} to a date in the years {} to {}, as far as "
        "{} go": (
            "рабочее время, которое ведёт от {} к дате в годах с {} по {}: дальше "
            "единица {} не достаёт"
        ),
        "an opening in every row": "открытие в каждой строке",
        "as long as {} ({} rows)": "той же длины, что {} (строк: {})",
        "columns with other names than {}": "столбцы с именами, отличными от {}",
        "datetime64 as {} is": "datetime64, как и {}",
        "fields, some of {}": "поля из числа: {}",
        "given for {}": "значение, нужное для {}",
        "given with role": "значение вместе с role",
        "given, for at is": "значение, раз задан at",
        "given, for pause_key is": "значение, раз задан pause_key",
        "given, for pause_reason is": "значение, раз задан pause_reason",
        "in the years {} to {}, as far as {} go": (
            "в годах с {} по {}: дальше единица {} не достаёт"
        ),
        "in whole microseconds": "целое число микросекунд",
        "int64 as {} is": "int64, как и {}",
        "keys that column {} has, too": "ключи, которые есть и в столбце {}",
        "not before column {} (row {})": "не раньше столбца {} (строка {})",
        "of datetimes": "столбец моментов (datetime)",
        "of durations": "столбец длительностей",
        "one of {}, the words of names": "одно из слов names: {}",
        "one whose hours give answers of whole {}, the unit of the columns; use "
        "columns of us": (
            "календарь, у которого ответы выражаются целым числом {}, единиц столбцов; "
            "используйте столбцы в us"
        ),
        "record batches of pyarrow": "пакеты записей pyarrow",
        "text in JSON": "текст в формате JSON",
        "texts, numbers or truth values, all of one type": (
            "строки, числа или логические значения одного типа"
        ),
        "the column of the instants that fall into periods": (
            "столбец моментов, которые распределяются по периодам"
        ),
        "the column of the keys of {}": "столбец ключей для {}",
        "the column of the priorities that the target tells apart": (
            "столбец приоритетов, которые различает цель"
        ),
        "the column that pauses go by": "столбец, по которому подбираются паузы",
        "the name of an event, one of {}": "имя события, одно из: {}",
        "the name of an event, or a pair of that and a mapping of fields": (
            "имя события или пара: имя события и отображение полей"
        ),
        "the name of no column of the frame": (
            "имя, которого нет среди столбцов таблицы"
        ),
        "the names of columns": "имена столбцов",
        "there in every row": "значение в каждой строке",
        "tickets": "обращения",
        "tickets, in a list": "список обращений",
        "within {} years of the other instants, as far as {} go": (
            "не дальше {:года|лет|лет} от остальных моментов: дальше единица {} не "
            "достаёт"
        ),
        "{} that {} can tell, the unit of the other side": (
            "{}, выразимые в {}, единицах другой стороны"
        ),
        "{} with fields that it has, {}": "{} с полями, которые у него есть: {}",
        # --- what is wanted of plots
        "Step values, in a list": "список объектов Step",
        "a Compliance or (share, low, high, n)": (
            "объект Compliance или (доля, нижняя граница, верхняя граница, n)"
        ),
        "a Compliance, shares by label, or a frame with label=": (
            "объект Compliance, доли по подписям или таблица вместе с label="
        ),
        "a ControlChart": "объект ControlChart",
        "a Pareto, or counts by name": "объект Pareto или количества по именам",
        "a chart of one point at least": "контрольная карта хотя бы с одной точкой",
        "a frame with columns {}": "таблица со столбцами {}",
        "a frame, for label is given": "таблица, раз задан label",
        "a share inside its interval": "доля внутри своего интервала",
        "an Ageing, a Backlog, or these by label": (
            "объект Ageing или Backlog либо такие объекты по подписям"
        ),
        "as many as points, {}": "столько же, сколько точек, {}",
        "in buckets: give edges=": "возраст по интервалам: задайте edges=",
        "in the buckets of the first group, {}": (
            "те же интервалы, что у первой группы, {}"
        ),
        "matplotlib Axes or None": "объект Axes из matplotlib или None",
        "more than nothing": "больше нуля",
        "names, in a list": "список имён",
        "of one group at least": "хотя бы одна группа",
        "of one time at least": "хотя бы одна длительность",
        "one column at least": "хотя бы один столбец",
        "one step at least": "хотя бы один шаг",
        "the week of {}": "неделя, в которую входит {}",
        "timedeltas, in a list": "список объектов timedelta",
    }
)
"""Russian by English text."""
