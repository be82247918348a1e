"""How many deadlines are read in a second, and how long a hostile text takes.

    python benchmarks/deadlines.py [SECONDS]

What is measured: processor time of `roadmaps.deadlines.read` alone, after start-up, every phrase anew.
"""

import random
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from roadmaps.deadlines import read

PERIOD = (date(2023, 3, 7), date(2024, 12, 31))
PHRASES = [
    "сентябрь 2023 г.",
    "до 15 октября 2023 года",
    "01.02.2024",
    "март - апрель 2024",
    "август, декабрь 2023, 2024 г.г.",
    "с 10 по 25 января 2024 года",
    "в течение учебного года",
    "1 раз в четверть",
    "ежемесячно",
    "не реже 2 раз в год",
    "до 5 числа каждого месяца",
    "по итогам полугодия и учебного года",
    "постоянно",
    "по отдельному графику управления образования",
    "по мере необходимости",
    "до 31.08.2024 по плану муниципальной методической службы",
    "2 раза в год (октябрь, апрель)",
    "15 марта 2024 года, 10.00, актовый зал",
    "I, III квартал 2024 года",
    "сентябрь 2023, далее - регулярно",
]
LENGTH = 10_000
ALPHABET = "абвгдежзиклмнопрстуфхцчшщыьэюя 0123456789.,;-–()/\n№"
REPEATED = {
    "days": "1, ",
    "dates": "01.02.2024, ",
    "months": "май ",
    "years": "2023 - ",
    "words of time": "до с по каждого в течение ",
    "quarters": "1 квартал ",
}


def speed(seconds: float) -> float:
    """Return the phrases read in a second."""
    count, begun = 0, time.process_time()
    while time.process_time() - begun < seconds:
        for phrase in PHRASES:
            read(phrase, *PERIOD)
        count += len(PHRASES)
    return count / (time.process_time() - begun)


def hostile(seed: int = 1) -> dict[str, float]:
    """Return the milliseconds that each text of 10,000 characters takes."""
    texts = {name: words * (LENGTH // len(words)) for name, words in REPEATED.items()}
    texts["random characters"] = "".join(random.Random(seed).choices(ALPHABET, k=LENGTH))
    times = {}
    for name, text in texts.items():
        begun = time.process_time()
        read(text, *PERIOD)
        times[name] = (time.process_time() - begun) * 1000
    return times


if __name__ == "__main__":
    print(f"{speed(float(sys.argv[1]) if len(sys.argv) > 1 else 3):,.0f} phrases a second (aim: 5,000)")
    for name, milliseconds in hostile().items():
        print(f"{milliseconds:6.1f} ms for 10,000 characters: {name} (aim: 50)")
