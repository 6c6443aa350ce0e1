"""Messages of service calendars and their notations."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- when something never comes
        "at all": "вообще",
        "before {}": "до {}",
        "long enough after {}": "на достаточное время после {}",
        "long enough before {}": "на достаточное время до {}",
        "on {} days after {}": "столько дней ({}) после {}",
        "on {} days before {}": "столько дней ({}) до {}",
        # --- what lies outside the years
        "a window that reaches into the range": "окно, которое заходит в промежуток",
        "the date {} working days from {}": "дата через рабочие дни ({}) от {}",
        # --- what is wanted
        "DTSTART and RRULE lines": "строки DTSTART и RRULE",
        "OpeningHoursSpecification dict": "словарь OpeningHoursSpecification",
        "OpeningHoursSpecification dicts, in a list": (
            "список словарей OpeningHoursSpecification"
        ),
        "ServiceCalendar values": "объекты ServiceCalendar",
        'TimeWindows or text such as "10:00-14:00"': (
            'объекты TimeWindow или строка вида "10:00-14:00"'
        ),
        "WeeklyHours": "объект WeeklyHours",
        "WeeklyHours or text": "объект WeeklyHours или строка",
        'a code such as "BY"': 'код вида "BY"',
        'a code such as "DE"': 'код вида "DE"',
        'a code such as "DE-BY"': 'код вида "DE-BY"',
        "a date such as 2026-12-31": "дата вида 2026-12-31",
        "a date, or a pair of date and label": "дата либо пара из даты и подписи",
        "a date, or one as text such as 2026-12-31": (
            "дата или строка с датой вида 2026-12-31"
        ),
        "a mapping of Weekday to windows": "отображение Weekday в окна",
        "a mapping of date to calendar": "отображение даты в календарь",
        "a mapping of name to calendar": "отображение имени в календарь",
        "a name, or a list of names": "имя или список имён",
        'a time such as "09:00"': 'время вида "09:00"',
        "a whole number of working days": "целое число рабочих дней",
        "among {}": "одно из: {}",
        "among {} (did you mean {}?)": (
            "одно из: {} (возможно, имелось в виду: {:или}?)"
        ),
        "an RFC 5545 recurrence rule such as FREQ=MONTHLY;BYDAY=-1FR (at position {}: "
        "{})": (
            "правило повторения RFC 5545 вида FREQ=MONTHLY;BYDAY=-1FR (позиция {}: {})"
        ),
        "categories of days off; the days of 'workday' are worked": (
            "категории выходных; дни категории 'workday' рабочие"
        ),
        "dates at whose midnights the calendars can follow each other": (
            "даты, в полночь которых один календарь может сменить другой"
        ),
        'days such as "05-01..05-09"': 'дни вида "05-01..05-09"',
        'hours such as "09:00-13:00", or None for a whole day off': (
            'часы вида "09:00-13:00" или None для полного выходного'
        ),
        'in a mapping with its hours, such as {{"half_day": "09:00-13:00"}}': (
            'отображение с часами вида {{"half_day": "09:00-13:00"}}'
        ),
        "left out without the category 'public': eves precede its holidays": (
            "не указывать без категории 'public': предпраздничные дни — перед её "
            "праздниками"
        ),
        "more than nothing and less than 24 hours, in whole microseconds": (
            "больше нуля и меньше 24 часов, целое число микросекунд"
        ),
        "names such as 'public'": "имена вида 'public'",
        "one calendar at least": "хотя бы один календарь",
        "one category at least": "хотя бы одна категория",
        "one that matches a date": "правило, которому отвечает хотя бы одна дата",
        "rules as DaysOff.dates(...) makes them": (
            "правила, которые создаёт DaysOff.dates(...)"
        ),
        "rules of days off, in a list": "список правил выходных",
        "several dates, in a list": "список дат",
        "several names of categories, or a mapping of them to hours": (
            "имена категорий или отображение категорий в часы"
        ),
        'text such as "Mo-Fr 09:00-18:00"': 'строка вида "Mo-Fr 09:00-18:00"',
        "the rule of DaysOff.rule(...)": "правило из DaysOff.rule(...)",
        "the text of an RRULE": "текст правила RRULE",
        "weekly hours beside days off, special hours, closures or a zone (in_zone "
        "changes the zone of combined ones)": (
            "недельный график, если заданы выходные, особые часы, закрытия или пояс "
            "(пояс составного календаря меняет in_zone)"
        ),
        "{} values": "объекты {}",
        # --- windows and dated hours
        "a closure must have a window; 00:00-24:00 is a day": (
            "у закрытия должно быть окно; целый день — 00:00-24:00"
        ),
        "a window must look like 09:00-17:00, got {}": (
            "окно должно иметь вид 09:00-17:00, получено {}"
        ),
        "days must be Weekdays, got {}": "дни должны быть членами Weekday, получено {}",
        "opens must be before 24:00, got {}": "opens должно быть до 24:00, получено {}",
        "window {} has no length; a whole day is 00:00-24:00": (
            "окно {} не имеет длины; целый день — 00:00-24:00"
        ),
        "windows {} and {} overlap": "окна {} и {} пересекаются",
        "windows {} {} and {} {} overlap": (
            "окна {:Weekday} {} и {:Weekday} {} пересекаются"
        ),
        "{} has special hours twice": "особые часы на {} заданы дважды",
        "{} must be a time such as 09:00, got {}": (
            "{} — нужно время вида 09:00, получено {}"
        ),
        "{} must be at most 24:00, got {}": "{} — нужно не позже 24:00, получено {}",
        # --- opening hours as text
        "'open' instead of hours": "слово 'open' вместо часов",
        "PH is only read as 'PH off': expected 'off'": (
            "PH читается только в виде 'PH off': ожидается 'off'"
        ),
        "PH needs a calendar that knows whose: ServiceCalendar.parse": (
            "для PH нужен календарь, который знает, чьи это праздники: "
            "ServiceCalendar.parse"
        ),
        'PH needs to know whose: add holidays="..."': (
            'для PH нужно знать, чьи это праздники: добавьте holidays="..."'
        ),
        "a colon between dates and hours": "двоеточие между датами и часами",
        "a comment without its end": "незакрытый комментарий",
        "a day ({})": "день ({})",
        "a month ({})": "месяц ({})",
        "a time such as 09:00": "время вида 09:00",
        "a window is shorter than 24 hours, got {}-{}": (
            "окно короче 24 часов, получено {}-{}"
        ),
        "both ends of a range are written alike, as in Dec 24-Jan 02": (
            "оба конца промежутка записываются одинаково, как в Dec 24-Jan 02"
        ),
        "dates with a year and without one need rules of their own": (
            "для дат с годом и без года нужны отдельные правила"
        ),
        "days counted from Easter": "дни, отсчитанные от Пасхи",
        "days counted from others": "дни, отсчитанные от других дней",
        "days off": "выходные",
        "expected '-' and a closing time": "ожидается '-' и время закрытия",
        "expected ';' or the end": "ожидается ';' или конец",
        "expected a day ({}), a month ({}), a time, off or PH off": (
            "ожидается день ({}), месяц ({}), время, off или PH off"
        ),
        "expected a day of {}": "ожидается день месяца {}",
        "expected a year from 0001 on": "ожидается год не раньше 0001",
        "expected {}": "ожидается {}",
        "hours of every year are not read: expected 'off'": (
            "часы на каждый год не читаются: ожидается 'off'"
        ),
        "hours of single dates": "часы отдельных дат",
        "hours that may be open or not": "неопределённые часы",
        "fallbacks": "запасные правила",
        "intervals": "повторы через промежуток",
        "open ends and offsets": "открытые концы и смещения",
        "opening hours": "часы работы",
        "opening_hours has no words for {}": "запись opening_hours не передаёт {}",
        "public holidays, except alone as 'PH off'": (
            "праздники, кроме отдельной записи 'PH off'"
        ),
        "school holidays": "школьные каникулы",
        "the comment {} is not read: comments stand after days off and hours of single "
        "dates": (
            "комментарий {} не читается: место комментария — после выходных и часов "
            "отдельных дат"
        ),
        "the n-th weekday of a month": "день недели по счёту в месяце",
        "the range runs backwards": "промежуток идёт назад",
        "times counted from others": "время, отсчитанное от другого",
        "times of the sun": "время по солнцу",
        "weekly hours": "недельный график",
        "weekly hours have no dates: ServiceCalendar.parse reads them": (
            "в недельном графике нет дат: их читает ServiceCalendar.parse"
        ),
        "weeks of the year": "недели года",
        "{} after {}: write {} first, then {}, then {}": (
            "порядок нарушен ({} после {}): сначала {}, затем {}, затем {}"
        ),
        "{} cannot be written as {}": "{} нельзя записать как {}",
        "{} has hours twice": "часы для {} заданы дважды",
        "{} is not read: {}": "{} не читается: {}",
        "{}, got the end": "{}, получен конец",
        "{}, got {}": "{}, получено {}",
        # --- iCalendar
        "BYDAY counts to 5 within a month, got {}": (
            "BYDAY считает в месяце не дальше 5, получено {}"
        ),
        "BYDAY has days with and without numbers, got {}": (
            "в BYDAY есть дни и с номерами, и без них, получено {}"
        ),
        "BYDAY has numbers, got {}; days of a week have none": (
            "в BYDAY есть номера, получено {}; у дней недели номеров нет"
        ),
        "BYSETPOS needs another part that begins with BY": (
            "для BYSETPOS нужна ещё одна часть, которая начинается с BY"
        ),
        "UNTIL must be a date such as 20261231, got {}": (
            "UNTIL — нужна дата вида 20261231, получено {}"
        ),
        "YEARLY, MONTHLY, WEEKLY or DAILY": "YEARLY, MONTHLY, WEEKLY или DAILY",
        "a date such as 20261231, without a time": "дата вида 20261231 без времени",
        "a number from 1 on": "число не меньше 1",
        "a number from 1 to 99999": "число от 1 до 99999",
        "a rule ends by UNTIL or by COUNT, not by both": (
            "правило кончается по UNTIL или по COUNT, но не по обоим"
        ),
        "a weekday such as MO": "день недели вида MO",
        "days from 1 to 31, or negative": "дни от 1 до 31 или отрицательные",
        "days from 1 to 366, or negative": "дни от 1 до 366 или отрицательные",
        "expected FREQ in the rule": "в правиле ожидается FREQ",
        "months from 1 to 12": "месяцы от 1 до 12",
        "places from 1 to 366, or negative": "номера от 1 до 366 или отрицательные",
        "weekdays such as MO or -1FR": "дни недели вида MO или -1FR",
        "weeks from 1 to 53, or negative": "недели от 1 до 53 или отрицательные",
        "{} has no place in a {} rule": "части {} не место в правиле {}",
        "{} is not read in a rule of days off": "{} не читается в правиле выходных",
        "{} must be {}, got {}": "{} — нужно: {}, получено {}",
        "expected : after {}, got {}": "ожидается : после {}, получено {}",
        "expected ;VALUE=DATE: after {}, got {}": (
            "ожидается ;VALUE=DATE: после {}, получено {}"
        ),
        "expected a line with DTSTART, got the end": (
            "ожидается строка с DTSTART, получен конец"
        ),
        "expected a line with RRULE, got the end": (
            "ожидается строка с RRULE, получен конец"
        ),
        "label {} cannot be written: it has a carriage return": (
            "подпись {} нельзя записать: в ней есть возврат каретки"
        ),
        "label {} cannot be written: it has a quote": (
            "подпись {} нельзя записать: в ней есть кавычка"
        ),
        "the range from {} to {} is longer than ten years": (
            "промежуток с {} по {} длиннее десяти лет"
        ),
        "the range from {} to {} runs backwards": "промежуток с {} по {} идёт назад",
        "the rule must be {}": "правило — нужно: {}",
        "{} is not read in SUMMARY": "{} не читается в SUMMARY",
        "{} is not read, only {} are": "{} не читается, читаются только {}",
        "{} is written twice": "{} записано дважды",
        "{} must be a date such as 20260130, got {}": (
            "{} — нужна дата вида 20260130, получено {}"
        ),
        # --- schema.org
        "cannot be read: {}": "не читается: {}",
        "has PublicHolidays between dates, which is not read": (
            "PublicHolidays с датами не читается"
        ),
        "has a dayOfWeek without a day": "поле dayOfWeek без дня",
        "has hours on PublicHolidays, which are only read as closed": (
            "часы для PublicHolidays не читаются, только закрытие"
        ),
        "has no {}; dates need validFrom and validThrough": (
            "нет поля {}; для дат нужны validFrom и validThrough"
        ),
        "has {} alone; a closed entry has neither time": (
            "есть только {}; у закрытия нет ни того, ни другого времени"
        ),
        "has {} for dayOfWeek, which must be like Monday": (
            "значение {} в dayOfWeek, а нужно вида Monday"
        ),
        "has {} {}, which must be a time such as 09:00 or 09:00:00, without a zone": (
            "поле {} равно {}, а нужно время вида 09:00 или 09:00:00 без пояса"
        ),
        "has {}, which is not read": "поле {} не читается",
        "is no OpeningHoursSpecification, but {}": (
            "не OpeningHoursSpecification, а {}"
        ),
        "makes {} both open and closed": "{} сразу и открыто, и закрыто",
        "names no date: none from {} to {} is of its dayOfWeek": (
            "нет ни одной даты: с {} по {} нет дней из dayOfWeek"
        ),
        "schema.org has no words for {}": "запись schema.org не передаёт {}",
        "specs[{}] {}": "запись specs[{}]: {}",
    }
)
"""Russian by English text."""
