"""Messages of statistics."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "0 for no scores": "0, если оценок нет",
        "0, for the cells there are 0 or must become 0": (
            "0: ячейки там равны 0 или должны обратиться в 0"
        ),
        "1 or more for a population of {}": "1 или больше при численности {}",
        "2 rows of 2 columns": "2 строки по 2 столбца",
        "2 rows or more of the same 2 columns or more": (
            "не меньше 2 строк с одними и теми же столбцами, не меньше 2"
        ),
        "False but for a table of 2 by 2": "False, если таблица не 2 на 2",
        "None for no scores": "None, если оценок нет",
        "None where nobody answered": "None, если никто не ответил",
        "Stratum values by name": "объекты Stratum по именам",
        "a Stratum": "объект Stratum",
        "a pair of a share and its trials": "пара: доля и число испытаний",
        "a pair of events and exposure": "пара: число событий и экспозиция",
        "a pair of events and trials": "пара: число событий и число испытаний",
        "a pair of numbers": "пара чисел",
        "above 0 where somebody answered": "больше 0, если кто-то ответил",
        "above 1": "больше 1",
        "above alpha, {}": "больше alpha, {}",
        "another share than p1": "доля, отличная от p1",
        "as long as {}, {} items": "той же длины, что {}; элементов: {}",
        "as long as {}[0], {} items": "той же длины, что {}[0]; элементов: {}",
        "at most the number of points, {}": "не больше числа точек, {}",
        "bools, in a list": "список значений bool",
        "numbers or pairs of counts, in a list": "список чисел или пар количеств",
        "one for each of {} times": "по одному на каждую длительность, всего {}",
        "one that can be scaled to the totals within {} rounds": (
            "таблица, которую можно привести к итогам не больше чем за "
            "{:проход|прохода|проходов}"
        ),
        "one with a cell at least": "таблица хотя бы с одной ячейкой",
        "p-values, in a list": "список p-значений",
        "pairs of counts by group": "пары количеств по группам",
        "pairs of events and trials, in a list": (
            "список пар: число событий и число испытаний"
        ),
        "ratings of two or more raters": "оценки не меньше чем двух экспертов",
        "rows of counts": "строки количеств",
        "rows of numbers": "строки чисел",
        "rows of scores": "строки оценок",
        "that of {} answers": "среднее, раз ответов {}",
        "totals that sum to more than 0": "итоги с суммой больше 0",
        "totals that sum to {}, as those of rows do": "итоги с суммой {}, как у строк",
        "whole numbers, in a list": "список целых чисел",
        "{} ratings, as in table[0]": "{:оценка|оценки|оценок}, как в table[0]",
    }
)
"""Russian by English text."""
