"""Messages of plain data: what is wrong with a document."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- templates of errors
        "{where}: {reason}": "{where}: {reason}",
        "{where} must be {wanted}, to be stored; got {value!r}": (
            "{where} — чтобы сохранить, нужно: {wanted}; получено: {value!r}"
        ),
        # --- what is wrong with a document
        "is missing": "отсутствует",
        "is no member": "такого поля нет",
        "is no member; did you mean {}?": (
            "такого поля нет; возможно, имелось в виду: {:или}?"
        ),
        "must be JSON, which is objects, arrays, texts, numbers, true, false and null; "
        "got {}": (
            "нужен JSON: объекты, массивы, строки, числа, true, false и null; "
            "получено: {}"
        ),
        "must be {} levels deep at most": (
            "глубина вложения не больше {:уровня|уровней|уровней}"
        ),
        "must be {}, got {}": "нужно: {}; получено: {}",
        "must have finite numbers, got {}": "числа должны быть конечными, получено {}",
        "must have names of {} characters at most": (
            "имена не длиннее {:знака|знаков|знаков}"
        ),
        "must have text as the names of an object, got {}": (
            "имена в объекте должны быть строками, получено {}"
        ),
        "must have texts of {} characters at most": (
            "строки не длиннее {:знака|знаков|знаков}"
        ),
        "must have {} values at most": "не больше {:значения|значений|значений}",
        "must have {}, got {}": "нужно: {}; получено: {}",
        # --- what is wanted
        "Limits": "объект Limits",
        "None": "None",
        "a date like 2026-01-05": "дата вида 2026-01-05",
        "a decimal number like 12.50, in a text": "десятичное число вида 12.50 строкой",
        "a fraction like 2/3": "дробь вида 2/3",
        "a key that is not there already": "ключ, которого ещё нет",
        "a length of time like PT27H5M": "длительность вида PT27H5M",
        "a mapping": "отображение",
        "a member of an enum of the library, or of one of enums=": (
            "член перечисления библиотеки или одного из enums="
        ),
        "a number {}": "число {}",
        "a range like 0..10..2, the step last": "диапазон вида 0..10..2, шаг в конце",
        "a time of day like 09:00:00": "время суток вида 09:00:00",
        "a time zone like Europe/Berlin or +05:30": (
            "часовой пояс вида Europe/Berlin или +05:30"
        ),
        "a tuple of {}": "кортеж длины {}",
        "a type of the library's values, or a union": (
            "тип значений библиотеки или объединение типов"
        ),
        "a type that may stand here": "тип, который может здесь стоять",
        "a value of the library": "значение библиотеки",
        "a value of the library; {} has no plain form: {}": (
            "значение библиотеки; у {} нет простого вида: {}"
        ),
        "a whole number of 64 bits": "целое число из 64 битов",
        "a whole number {}": "целое число {}",
        "a {}": "объект {}",
        "a {} as an object": "{} в виде объекта",
        "an array": "массив",
        "an array of {} items": "массив, элементов: {}",
        "an array without the same item twice": "массив без повторов",
        "an instant like 2026-01-05T09:00:00+03:00[Europe/Moscow]": (
            "момент вида 2026-01-05T09:00:00+03:00[Europe/Moscow]"
        ),
        "an object": "объект",
        "an object of type and value": "объект с полями type и value",
        "an object: {}": "объект: {}",
        "below {}": "меньше {}",
        "enums, in a list": "список перечислений",
        "from {}": "от {}",
        "from {} up to {}": "от {} до {}",
        "names that are not taken": "незанятые имена",
        "null": "null",
        "of a kind that plain data has": "из видов, которые есть у простых данных",
        "plain: None, a text, a number, a time, money, an enum, or tuples of these": (
            "простое значение: None, строка, число, время, деньги, член перечисления "
            "или кортежи из них"
        ),
        "the name of a type": "имя типа",
        "true or false": "true или false",
        "up to {}": "до {}",
        "{} items": "элементов: {}",
        "{} or more items": "элементов не меньше {}",
        "{} or more members": "полей не меньше {}",
        "{} to {} items": "элементов от {} до {}",
        "{}, the version known here": "{}, известная здесь версия",
        "a length from -PT23999999976H on": "длительность от -PT23999999976H",
        "given exactly where weights are": "указано, если есть веса, и только тогда",
        "must have numbers that a float can hold, below 1.8e308": (
            "числа должны помещаться во float, то есть быть меньше 1.8e308"
        ),
        "of the scores {}": "для оценок {}",
        "one that is not there already": "такой, которого ещё нет",
        "the sum of the squared weights": "сумма квадратов весов",
        "the {} that {} speaks of": "{0} — столько, о скольких говорит {1}",
        # --- why a value has no plain form
        "it holds a function": "в нём функция",
        "it holds functions": "в нём функции",
        "it is built from spans, which can be stored": (
            "он строится из промежутков, которые можно сохранить"
        ),
    }
)
"""Russian by English text."""
