"""The kinds of tokens that the deadline grammar tells apart."""

# Written in figures
NUMBER = "number"
DATE = "date"
TIME = "time"

# Words of time
MONTH = "month"
ORDINAL = "ordinal"  # первый, III
CARDINAL = "cardinal"  # два
YEAR = "year"  # год, г., гг.
UNIT = "unit"  # неделя, месяц, квартал, четверть, полугодие
SCHOOL = "school"  # учебный
CALENDAR = "calendar"  # календарный
EDGE = "edge"  # начала, конца
CLOSING = "closing"  # конец, по итогам
PERIOD = "period"  # период, срок
SEASON = "season"  # лето, каникулы
DAY_OF_MONTH = "day of month"  # числа
NEXT = "next"  # следующего за отчетным
CURRENT = "current"  # текущего, отчетного
THIS_YEAR = "this year"  # т.г.
CLOCK = "clock"  # часов, мск

# How often
OFTEN = "often"  # ежемесячно
CONSTANT = "constant"  # постоянно
EVERY = "every"  # каждый
ALL = "all"  # весь
TIMES = "times"  # раз
LEAST = "least"  # не реже
MOST = "most"  # не чаще

# What joins
UNTIL = "until"  # до, к, не позднее
FROM = "from"  # с
BY = "by"  # по
IN = "in"  # в, за
ON = "on"  # на
OF = "of"  # от
AND = "and"
THEN = "then"  # далее
DURING = "during"  # в течение
IN_PERIOD = "in period"  # в период
TERM = "term"  # в срок
COMMA = "comma"
SLASH = "slash"
BREAK = "break"  # a semicolon, a line break
DASH = "dash"
COLON = "colon"
OPEN = "open"
CLOSE = "close"

# What names no date
EVENT = "event"  # по мере, в ходе
AFTER = "after"  # после, не ранее
EXCEPT = "except"  # кроме
ON_EVE = "on the eve"  # накануне, перед
TIMETABLE = "timetable"  # график, план
GATHERING = "gathering"  # на совещании
BINDER = "binder"  # №, пункт, кабинет: the number that follows is no date
STREET = "street"  # улица, имени: «8 Марта» that follows is no date
INCLUSIVE = "inclusive"  # включительно
WHOLE_OF = "whole of"  # реализации, программы: after «весь период»
WORD = "word"
SIGN = "sign"
LONG_NUMBER = "long number"  # a telephone
BLANK = "blank"  # «___» мая: the day is to be filled in
END = "end"

NUMERALS = frozenset({NUMBER, ORDINAL, CARDINAL})
NAKED = NUMERALS | {MONTH, DATE}  # what a date may begin with
LIST_JOINS = frozenset({COMMA, SLASH, BREAK, AND})
JOINERS = frozenset({COMMA, SLASH, BREAK, AND, DASH, COLON, OPEN, CLOSE})
PREPOSITIONS = frozenset({IN, ON, BY, FROM, UNTIL, OF, DURING, IN_PERIOD, TERM})
QUALIFIERS = frozenset({EVERY, CURRENT, ALL})
