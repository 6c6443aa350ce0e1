"""Messages of satisfaction: scales, scores, surveys and their gates."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- what is wanted
        "0 or between {} and {}": "0 или число от {} до {}",
        "Dispositions": "объект Dispositions",
        "Feedback": "объект Feedback",
        "FollowUp values, in a list": "список объектов FollowUp",
        "FollowUpCalls, in a tuple": "кортеж объектов FollowUpCall",
        "Money for an hour": "цена часа, объект Money",
        "None for {}": "None для {}",
        "None where there is no delay": "None, если задержки нет",
        "Ratings": "объект Ratings",
        "SurveyPolicies": "объекты SurveyPolicy",
        "SurveyPolicies, in a tuple": "кортеж объектов SurveyPolicy",
        "a FollowUpCall": "объект FollowUpCall",
        "a FollowUpPolicy": "объект FollowUpPolicy",
        "a Same, or several": "член Same или несколько",
        "a Scale": "объект Scale",
        "a Scale for its midpoint": "объект Scale, чтобы взять его середину",
        "a Scale or None": "объект Scale или None",
        "a SurveyContact": "объект SurveyContact",
        "a SurveyTrigger": "объект SurveyTrigger",
        "a function of a SurveyTrigger, or None": (
            "функция от объекта SurveyTrigger или None"
        ),
        "a mapping by item, or a list": "отображение по пунктам или список",
        "a mapping of channels to timedeltas": (
            "отображение каналов в объекты timedelta"
        ),
        "a mapping of team to score": "отображение команд в оценки",
        "a number, or answers in a list": "число или список ответов",
        "a pair of answers": "пара ответов",
        "a pair of received and expected": "пара: полученное и ожидаемое",
        "a pair: the best score of a detractor, the worst of a promoter": (
            "пара: лучшая оценка критика и худшая оценка сторонника"
        ),
        "a pair: the lowest and the highest of the scores that count": (
            "пара: низшая и высшая из засчитываемых оценок"
        ),
        "a score that is a share, mean or net score": (
            "показатель: доля, среднее или чистый индекс"
        ),
        "a score, such as csat() returns": (
            "показатель, какой возвращает, например, csat()"
        ),
        "a share for {}": "доля для {}",
        "a text, or several": "строка или несколько строк",
        "above 0 for one at least": "больше 0 хотя бы для одного измерения",
        "above 0 for some answer": "больше 0 хотя бы для одного ответа",
        "above 0 for some item": "больше 0 хотя бы для одного пункта",
        "above 0, or None": "больше 0 или None",
        "answers by item": "ответы по пунктам",
        "answers, in a list": "список ответов",
        "as many answers to each item": "одинаковое число ответов на каждый пункт",
        "as many as before, {}": "столько же, сколько в before, {}",
        "as many as the scores, {}": "столько же, сколько оценок, {}",
        "at least as good as the adequate {}": "не хуже приемлемого уровня {}",
        "at least the delay of {}": "не меньше задержки, {:duration}",
        "at most the {} not answered": "не больше числа неотвеченных, {}",
        "at most the {} sent": "не больше числа отправленных, {}",
        "at most the {} {}": "не больше {} ({})",
        "between -{} and {}": "от -{} до {}",
        "between 0 and 1": "от 0 до 1",
        "between {} and {} in steps of {}": "от {} до {} с шагом {}",
        "by the dimensions {}": "значения по измерениям {}",
        "domains without an @, such as example.org": (
            "домены без @, например example.org"
        ),
        "given after a call": "значение, если звонок состоялся",
        "importance and performance": "важность и исполнение",
        "importance and performance by item": "важность и исполнение по пунктам",
        "left out but for dirichlet": "ничего, если метод не dirichlet",
        "left out but for shares": "ничего, если это не доли",
        "left out where ratings bring their own": (
            "ничего, если у оценок есть свои веса"
        ),
        "longer than the last reminder's {}": (
            "больше срока последнего напоминания, {:duration}"
        ),
        "longer than zero, each longer than the one before": (
            "больше нуля, каждое значение больше предыдущего"
        ),
        "minutes in a list, or None": "список минут или None",
        "none after a call that ended {}": (
            "ничего после звонка с итогом «{:FollowUpOutcome}»"
        ),
        "none where there is no call: {}": "ничего, если звонка нет: {:NoCall}",
        "not all among excluded_tags": (
            "метки, не все из которых входят в excluded_tags"
        ),
        "not before the call at {}": "не раньше звонка в {}",
        "of different surveys": "правила разных опросов",
        "of the kind, scale and confidence of {}": (
            "показатель того же вида, с той же шкалой и доверительной вероятностью, "
            "что {}"
        ),
        "of two teams or more": "показатели не меньше чем двух команд",
        "of whole days where ages is {}": "целое число дней, если ages — {}",
        "one dimension at least": "хотя бы одно измерение",
        "one for each item: {}": "по одному на каждый пункт: {}",
        "one item at least": "хотя бы один пункт",
        "one of {} at most from {} to {}, or None": (
            "шаг, дающий не больше {:ступени|ступеней|ступеней} от {} до {}, или None"
        ),
        "one scale, {}": "одна шкала, {}",
        "one that leads from {} to {}": "шаг, который приводит от {} к {}",
        "one where higher is better, up to more than 0": (
            "шкала, где больше — лучше, с верхним концом больше 0"
        ),
        "one whose high end is the good one": "шкала, хороший конец которой — верхний",
        "one with steps": "шкала с шагом",
        "outcomes, in a list": "список исходов",
        "pairs of answers in a list, or counts by category": (
            "список пар ответов или количества по категориям"
        ),
        "pairs of received and expected, in a list": (
            "список пар: полученное и ожидаемое"
        ),
        "points by dimension": "баллы по измерениям",
        "results of calls, in a list": "список итогов звонков",
        "scores by dimension": "оценки по измерениям",
        "scores by team": "показатели по командам",
        "scores in a list, in the same order": "список оценок в том же порядке",
        "scores in a list, or a mapping of score to count": (
            "список оценок или отображение оценок в количества"
        ),
        "scores, in a list": "список оценок",
        "ten answers": "десять ответов",
        "ten answers, or ten of each person": (
            "десять ответов или по десять от каждого человека"
        ),
        "texts or None": "строки или None",
        "texts or None, in a list": "список строк или None",
        "the trace of a decision": "трассировка решения",
        "three": "три",
        "three numbers above 0, up to 1e12": "три числа больше 0, не больше 1e12",
        "timedeltas, in a tuple": "кортеж объектов timedelta",
        "weights in a list, or None": "список весов или None",
        "without weights": "показатель без весов",
        "{} answers, as many as overall": (
            "{:ответ|ответа|ответов}, столько же, сколько в overall"
        ),
        "{} scores, as many as perceptions": (
            "{:оценка|оценки|оценок}, столько же, сколько в perceptions"
        ),
        "{} where there is no recontact rule": "{}, если правила recontact нет",
        "{}, or one with breaks of its own": (
            "{} или шкала с собственными границами групп"
        ),
        "{}, or several": "{} либо несколько",
        # --- instants that are asked for
        "the day to call from {}": "день звонка, считая от {}",
        "time to call": "время до звонка",
        # --- periods
        "1 day": "1 день",
        "all time": "всё время",
        "{} days": "{:день|дня|дней}",
        # --- what the gates of a survey say
        "a Cap": "объект Cap",
        "a Quarantine": "объект Quarantine",
        "a Quarantine or a Cap": "объект Quarantine или Cap",
        "a message of purpose {} is exempt": (
            "на сообщения вида «{:SurveyPurpose}» ограничение не действует"
        ),
        "answered, declined or bounced for {}": (
            "уже получен ответ, отказ или возврат: {}"
        ),
        "channel {} is not among {}": "канала {} нет среди: {}",
        "closed by {}": "сейчас закрыто: {}",
        "comes first ({})": "идёт первым: {:ChoiceOrder}",
        "consent was never given": "согласие не получено",
        "consent was refused": "в согласии отказано",
        "event {}": "событие {}",
        "event {} is not among {}": "события {} нет среди: {}",
        "excluded by tag {}": "исключено по метке: {}",
        "expired {} after {}": "срок истёк через {:duration} после {}",
        "first asked {} after first seen": (
            "первый опрос через {:duration} после первого появления"
        ),
        "first asked {} after first seen, which is unknown": (
            "первый опрос через {:duration} после первого появления, а оно неизвестно"
        ),
        "may be asked": "опрашивать можно",
        "more than {} since {}": "с {1} прошло больше, чем {0:duration}",
        "no quiet hours": "часы отправки не ограничены",
        "no rule": "правил нет",
        "none of the tags {}": "нет ни одной из меток: {}",
        "not sent for ticket {}": "ещё не отправлялось, обращение {}",
        "not sent for ticket {}, resolution {}": (
            "ещё не отправлялось, обращение {}, решение № {}"
        ),
        "not sent for {}": "ещё не отправлялось, {}",
        "nothing was received by {}": "по каналу {} ничего не поступало",
        "of teams with other names: rest is all but one": (
            "команды с другими именами: rest — это все, кроме одной"
        ),
        "open by {}": "сейчас открыто: {}",
        "reminder {} comes {} after {}": (
            "напоминание {} отправляется через {:duration} после {}"
        ),
        "reopened at {} and not closed since": (
            "открыто повторно в {} и с тех пор не закрыто"
        ),
        "rest or one of the teams": "rest или одна из команд",
        "sent at {} for ticket {}": "отправлено в {}, обращение {}",
        "sent at {} for ticket {}, resolution {}": (
            "отправлено в {}, обращение {}, решение № {}"
        ),
        "since {}": "отсчёт с {}",
        "the condition does not hold": "условие не выполнено",
        "the contact is unknown": "контакт неизвестен",
        "the survey is not active": "опрос не активен",
        "the survey's own rule replaces it": (
            "вместо него действует правило самого опроса"
        ),
        "ticket {}": "обращение {}",
        "ticket {}, resolution {}": "обращение {}, решение № {}",
        "waits {} since {}": "ожидание {:duration} с {}",
        "{} closes before {} opens": "канал {} закроется раньше, чем откроется {}",
        "{} comes first ({})": "первым идёт {}: {:ChoiceOrder}",
        "{} is an internal domain": "{} — внутренний домен",
        "{} is below the share of {}": "{} меньше доли {}",
        "{} is not below the share of {}": "{} не меньше доли {}",
        "{} is on the suppression list": "{} в списке исключений",
        "{} of {} reminders sent for {}": "отправлено напоминаний: {} из {}, {}",
        "{} so far of at most {} in {}": "{} при норме не больше {} за {:duration}",
        "{} so far of at most {} in {}, same {}": (
            "{} при норме не больше {} за {:duration}, совпадение по: {}"
        ),
        "{} was open until {}": "канал {} был открыт до {}",
        "{}, same {}": "{} и {}",
        "{}, until {}": "{:duration}; ждать до {}",
        "{}; {} so far of at most {} in {}": (
            "{}; {} при норме не больше {} за {:duration}"
        ),
        "{}; {} so far of at most {} in {}, same {}": (
            "{}; {} при норме не больше {} за {:duration}, совпадение по: {}"
        ),
        "{}; {} so far of {}": "{}; {} при норме {}",
    }
)
"""Russian by English text."""
