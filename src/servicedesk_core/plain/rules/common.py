"""Rules that many members share."""

from servicedesk_core.plain.rules.rule import Rule

AT_LEAST_ONE = Rule(low=1)
CONFIDENCE = Rule(above=0, below=1)
FILLED_TEXT = Rule(pattern="[\\s\\S]+", wanted="text that is not empty")
LENGTH = Rule(
    pattern="(?!PT0S$)[^-][\\s\\S]*",
    wanted="a length of time like PT27H5M, longer than nothing",
)
NAME = Rule(pattern="\\s*\\S[\\s\\S]*", wanted="text that is not blank")
NOT_NEGATIVE = Rule(low=0)
NOT_NEGATIVE_DECIMAL = Rule(
    pattern="-?0(?:\\.0{1,1000})?|(?:0|[1-9][0-9]{0,999})(?:\\.[0-9]{1,1000})?",
    wanted="a decimal number in a text, 0 or more",
)
NOT_NEGATIVE_LENGTH = Rule(
    pattern="[^-][\\s\\S]*",
    wanted="a length of time like PT27H5M, nothing or longer",
)
POSITIVE = Rule(above=0)
POSITIVE_SHARE = Rule(above=0, high=1)
SHARE = Rule(low=0, high=1)
SHARE_DECIMAL = Rule(
    pattern="-?0(?:\\.0{1,1000})?|0\\.[0-9]{1,1000}|1(?:\\.0{1,1000})?",
    wanted="a decimal number in a text, from 0 to 1",
)
