"""Messages of complaints."""

from collections.abc import Mapping
from types import MappingProxyType

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # --- what is wanted
        "-1, 0 or 1 for each case": "-1, 0 или 1 для каждого случая",
        "0 or more, and within what it is a part of": (
            "0 или больше, в пределах целого, часть которого это составляет"
        ),
        "0, or no speck of the actual": "0 или число, не ничтожное рядом с фактическим",
        "1 in sum": "1 в сумме",
        "1 or more where one complained": "1 или больше, если хоть кто-то пожаловался",
        "Authority values": "объекты Authority",
        "BacklogItem values": "объекты BacklogItem",
        "CallBack values": "объекты CallBack",
        "CauseProposal values": "объекты CauseProposal",
        "Claim values": "объекты Claim",
        "ClientPeriod values": "объекты ClientPeriod",
        "Compensation values": "объекты Compensation",
        "ComplaintEntry values": "объекты ComplaintEntry",
        "ContactCost values": "объекты ContactCost",
        "CustodyStep values": "объекты CustodyStep",
        "DeadlineRule values": "объекты DeadlineRule",
        "Effort values": "объекты Effort",
        "FeedbackItem values": "объекты FeedbackItem",
        "Idea values": "объекты Idea",
        "Measure values": "объекты Measure",
        "Money amounts": "суммы, объекты Money",
        "Money by cause": "суммы Money по причинам",
        "Money, or the least and most": (
            "объект Money или пара: наименьшая и наибольшая сумма"
        ),
        "Money, or the lowest and highest": (
            "объект Money или пара: низшая и высшая цена"
        ),
        "None where it is the company's doing": "None, если причина в компании",
        "None where nobody has decided": "None, если решения ещё нет",
        "Notice values": "объекты Notice",
        "PaymentCycle values": "объекты PaymentCycle",
        "RUB": "валюта RUB",
        "Recovery values": "объекты Recovery",
        "ServiceRefusal values": "объекты ServiceRefusal",
        "Signal values": "объекты Signal",
        "Solution values": "объекты Solution",
        "Ticket values": "объекты Ticket",
        "TopicContact values": "объекты TopicContact",
        "TopicDemand values": "объекты TopicDemand",
        "True, False or None": "True, False или None",
        "USD": "валюта USD",
        "a CauseScheme": "объект CauseScheme",
        "a Claim": "объект Claim",
        "a ComplaintRegister": "объект ComplaintRegister",
        "a DecisionMatrix": "объект DecisionMatrix",
        "a LabelNeed": "объект LabelNeed",
        "a Receipt": "объект Receipt",
        "a Receipt or None": "объект Receipt или None",
        "a Regime or a DeadlineRule": "объект Regime или DeadlineRule",
        "a RepeatChain": "объект RepeatChain",
        "a Reversal or None": "объект Reversal или None",
        "a Season": "объект Season",
        "a ServiceCalendar, DaysOff or None": (
            "объект ServiceCalendar или DaysOff либо None"
        ),
        "a cause of one effect": "причина только одного следствия",
        "a cause of the scheme": "причина из классификатора",
        "a cause that does not lead back to itself": (
            "причина, не ведущая обратно к самой себе"
        ),
        "a date": "дата",
        "a date or None": "дата или None",
        "a function of a client": "функция от клиента",
        "a function of a ticket": "функция от обращения",
        "a function of an item": "функция от элемента",
        "a function that gives a text": "функция, возвращающая строку",
        "a highest of {} or more": "высшая цена не меньше {}",
        "a load that {} can be multiplied by": (
            "нагрузка, на которую можно умножить {:duration}"
        ),
        "a mapping of cohort to counts": "отображение когорт в количества",
        "a mapping of contacts to shares": "отображение числа обращений в доли",
        "a mapping of date to DeadlineRule": "отображение дат в объекты DeadlineRule",
        "a mapping of days to Money": "отображение числа дней в объекты Money",
        "a mapping of days to percent": "отображение числа дней в проценты",
        "a mapping of kind to penalty": "отображение видов сбоя в выплаты",
        "a mapping of outcome to share": "отображение исходов в доли",
        "a mapping of procedure to its ways": (
            "отображение процедур в доступные способы"
        ),
        "a mapping of state to public state": (
            "отображение состояний в состояния для клиента"
        ),
        "a mapping of uptime to credit, percents": (
            "отображение доступности в кредит, в процентах"
        ),
        "a mapping that has the state {}": "отображение, в котором есть состояние {}",
        "a most of {} or more": "наибольшая сумма не меньше {}",
        "a number such as 1 or '3+'": "число вида 1 или '3+'",
        "a pair of Season values": "пара объектов Season",
        "a pair of complaints and volume": "пара: число жалоб и объём",
        "a person": "человек",
        "a rate for 1 contact, at least": "хотя бы доля для 1 обращения",
        "a rule of one's own": "собственное правило",
        "a text or None": "строка или None",
        "a text that is not blank": "строка не из одних пробелов",
        "about topics that exactly one team owns": (
            "отзывы по темам, за которые отвечает ровно одна команда"
        ),
        "above 0 where there are contacts": "больше 0, если есть обращения",
        "after the action": "позже самой меры",
        "an Actor": "объект Actor",
        "an Effort": "объект Effort",
        "an Extension or None": "объект Extension или None",
        "an Interval": "объект Interval",
        "an asset whose location has a group": (
            "объект обслуживания, для места которого задана группа"
        ),
        "another one for each item": "своё значение для каждого элемента",
        "aware datetimes": "моменты с часовым поясом",
        "below 1 where nothing is discounted": "меньше 1, если нет дисконтирования",
        "bytes": "объект bytes",
        "calendars by country": "календари по странам",
        "calendars by name, by type of request": (
            "календари по именам для каждого типа запроса"
        ),
        "causes": "причины",
        "causes by complaint": "причины по жалобам",
        "causes by effect": "причины по следствиям",
        "complaints and volume by topic": "число жалоб и объём по темам",
        "counts by cause": "количества по причинам",
        "counts by topic": "количества по темам",
        "credits that do not fall as the uptime falls": (
            "кредиты, которые не уменьшаются с падением доступности"
        ),
        "dates as keys": "даты в качестве ключей",
        "each topic once": "каждая тема по одному разу",
        "factors by topic": "коэффициенты по темам",
        "for each of {}": "доля для каждого из: {}",
        "from 0 days of tenure on": "пороги, начиная с 0 дней стажа",
        "given for a {}": "сумма, раз это {:CompensationKind}",
        "given if it is not done yet": "значение, если ещё не выполнено",
        "given where a claim is needed": "значение, если нужно заявить требование",
        "given where claims are counted": "значение, если требования подсчитываются",
        "given where fees are owed": "значение, если к возврату причитается плата",
        "given where the item is done, and there alone": (
            "значение, если пункт выполнен, и только тогда"
        ),
        "given where the measure is scheduled": "значение, если мера запланирована",
        "given where there is time": "значение, если задано время",
        "given where working days or hours count": (
            "значение, если считаются рабочие дни или часы"
        ),
        "given with max_claims, and with it alone": (
            "значение вместе с max_claims, и только с ним"
        ),
        "given with per_minute, and with it alone": (
            "значение вместе с per_minute, и только с ним"
        ),
        "given, or else per_minute": "значение, если не задано per_minute",
        "given, or escalated_to": "значение, если не задано escalated_to",
        "given, or logged": "значение, если не задано logged",
        "groups by location": "группы по местам",
        "how many stayed and of how many": "сколько осталось и из скольких",
        "ids of complaints": "идентификаторы жалоб",
        "in order of their days": "циклы по порядку дней",
        "information, ux or product where it is a user's error": (
            "information, ux или product, если ошибся пользователь"
        ),
        "items, in a list": "список элементов",
        "kinds of failure": "виды сбоев",
        "left out beside per_contact: the time would be paid twice": (
            "ничего вместе с per_contact, иначе время было бы оплачено дважды"
        ),
        "left out for an apology": "ничего, если это извинение",
        "locations by asset": "места по объектам обслуживания",
        "names of causes": "имена причин",
        "names of channels": "имена каналов",
        "names of rules": "имена правил",
        "names of ways": "имена способов",
        "not before ordered_at ({})": "не раньше ordered_at ({})",
        "not before ordered_at, {}": "не раньше ordered_at, {}",
        "not before raised_at": "не раньше raised_at",
        "not before received_at, {}": "не раньше received_at, {}",
        "not before registered_at, {}": "не раньше registered_at, {}",
        "not before the steps before it": "не раньше предыдущих шагов",
        "of a time in all that a timedelta holds": (
            "контакты, общее время которых вмещает timedelta"
        ),
        "of causes of the scheme": "примеры для причин из классификатора",
        "of causes that have a count": "записи для причин, у которых есть количество",
        "of different ids": "разные идентификаторы",
        "of each topic with a measure done": (
            "данные по каждой теме с выполненной мерой"
        ),
        "of ideas given": "меры по заданным идеям",
        "of one currency": "суммы в одной валюте",
        "of the problem or of a cause in the tree": (
            "решения для самой проблемы или для причины из дерева"
        ),
        "of the same causes": "значения для тех же причин",
        "of the same complaints": "причины для тех же жалоб",
        "one at least": "хотя бы одно значение",
        "one cause or several different ones": "одна причина или несколько разных",
        "one for each group": "одно значение на каждую группу",
        "one for each topic": "одно значение на каждую тему",
        "one in the tree": "причина из дерева",
        "one of the groups": "одна из групп",
        "one of {}; did you mean {}?": "одно из: {}; возможно, имелось в виду: {:или}?",
        "one or several different ones": "одна причина или несколько разных",
        "one penalty at least": "хотя бы одна выплата",
        "one rule at least": "хотя бы одно правило",
        "one share at least": "хотя бы одна доля",
        "one share for each number": "одна доля на каждое число",
        "one that had a problem": "когорта, у которой была проблема",
        "one tier at least": "хотя бы один порог",
        "open at its last number only": "«и больше» только у последнего числа",
        "outcomes of complaints; those who say nothing have none": (
            "исходы жалоб; у тех, кто молчит, исхода нет"
        ),
        "pairs of a number and Money": "пары: число и объект Money",
        "probabilities, in a list": "список вероятностей",
        "problem ids by cause": "идентификаторы проблем по причинам",
        "proposed, not decided before": "предложение, по которому ещё нет решения",
        "qualities": "качества",
        "received by {}": "жалоба, полученная не позже {}",
        "several causes": "несколько причин",
        "shares in ascending order": "доли по возрастанию",
        "shares that add up to 1": "доли с суммой 1",
        "solutions by cause": "решения по причинам",
        "texts": "строки",
        "texts by cause": "тексты по причинам",
        "the id of an entry": "идентификатор записи",
        "the id of an entry before it": "идентификатор одной из предыдущих записей",
        "the season {} of a later year": "сезон {} более позднего года",
        "timedelta values": "объекты timedelta",
        "topics": "темы",
        "topics by team": "темы по командам",
        "two shares": "две доли",
        "types of request": "типы запросов",
        "types that desks has": "типы, которые есть в desks",
        "uptimes in percent": "доступность в процентах",
        "what solves the problem: a compensation does not replace it": (
            "решение самой проблемы: компенсация его не заменяет"
        ),
        "why, in words": "причина словами",
        "without blackout on some day of the year from {} on": (
            "запрет хотя бы с одним свободным днём в течение года, начиная с {}"
        ),
        "{} bytes or more": "не меньше {:байта|байтов|байтов}",
        "{} or later": "{} или позже",
        "{} or later, for {}": "{} или позже для режима «{}»",
        "{} or longer against such a history": (
            "{:duration} или больше при такой истории"
        ),
        "{} or more for this tree": "{} или больше для этого дерева",
        "{} or more where it stands for more contacts too": (
            "{} или больше, если значение относится и к большему числу обращений"
        ),
        # --- instants that are asked for
        "the action {} days after {}": "мера через {:день|дня|дней} после {}",
        "the deadline of a complaint of {}": "срок ответа на жалобу от {}",
        # --- what the check of a register, an asset list or a procedure finds
        "no group for {}": "нет группы для {}",
        "no team": "ни одной",
        "no way is open to a client": "у клиента нет ни одного доступного способа",
        "nobody is there for up to {}": "никого нет на месте до {:duration} подряд",
        "only {} admits it": "доступно только через {}",
        "owned by {}": "ответственные команды: {}",
        # --- the regimes that come with the library
        "appeals to public bodies in Russia": (
            "обращения граждан в государственные органы (Россия)"
        ),
        "complaints to banks in Russia": "жалобы в банки (Россия)",
        "final response in the United Kingdom": "окончательный ответ (Великобритания)",
        "final response on payment services in the United Kingdom": (
            "окончательный ответ по платёжным услугам (Великобритания)"
        ),
        "forwarding of complaints by the Bank of Russia": (
            "пересылка жалоб Банком России"
        ),
        "internal dispute resolution in Australia": (
            "внутреннее урегулирование споров (Австралия)"
        ),
        "internal dispute resolution of superannuation trustees in Australia": (
            "внутреннее урегулирование споров у управляющих пенсионными фондами "
            "(Австралия)"
        ),
        "internal dispute resolution on financial difficulty in Australia": (
            "внутреннее урегулирование споров при финансовых трудностях клиента "
            "(Австралия)"
        ),
        "summary resolution in the United Kingdom": (
            "урегулирование в упрощённом порядке (Великобритания)"
        ),
    }
)
"""Russian by English text."""
