"""How long a plan of 300 and of 3,000 rows is read, and how much memory that takes, in Word and in Excel.

    python -m benchmarks.documents [--apart]

Each figure is the best of five, of processor time after start-up; memory is the peak of a process of its own.
With --apart: the whole way of an uploaded file, the start of its process counted in.
"""

import io
import subprocess
import sys
import time
from random import Random

import openpyxl

from roadmaps.documents import read_apart, read_document
from tests.roadmaps.orders import banks
from tests.roadmaps.word_files import TITLE, document, table, tc, tr

SIZES = (300, 3_000)
ROUNDS = 5
AIM = {300: 0.5, 3_000: 5.0}
HEADINGS = ("№ п/п", "Мероприятия", "Сроки", "Ответственные", "Ожидаемый результат", "Форма отчётности")


def lines(count: int) -> list[tuple[str, ...]]:
    """Return the rows of a plan; a row of one cell is a heading before every tenth."""
    chance = Random(count)
    made: list[tuple[str, ...]] = []
    for number in range(count):
        part, row = divmod(number, 10)
        if not row:
            made.append((f"{part + 1}. {banks.SECTIONS[part % len(banks.SECTIONS)]}",))
        people = "\n".join(chance.choice(banks.RESPONSIBLES))
        said = (chance.choice(bank) for bank in (banks.TITLES, banks.DEADLINES))
        more = (chance.choice(bank) for bank in (banks.RESULTS, banks.REPORTS))
        made.append((f"{part + 1}.{row + 1}", *said, people, *more))
    return made


def in_word(count: int) -> bytes:
    """Return the plan as a Word file."""
    rows = [tr(tc(row[0], span=len(HEADINGS))) if len(row) == 1 else tr(*row) for row in lines(count)]
    return document(TITLE, table(HEADINGS, *rows))


def in_excel(count: int) -> bytes:
    """Return the plan as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append((TITLE,))
    sheet.append(HEADINGS)
    for row in lines(count):
        sheet.append(row)
        if len(row) == 1:
            sheet.merge_cells(f"A{sheet.max_row}:F{sheet.max_row}")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


MAKERS = {"docx": in_word, "xlsx": in_excel}


def seconds(data: bytes, count: int) -> float:
    """Return the best time of reading the file."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        found = read_document(data, "план")
        times.append(time.process_time() - begun)
        assert len(found.activities) == count
    return min(times)


def seconds_apart(data: bytes) -> float:
    """Return the best time that a person waits for the file to be read in its own process."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        read_apart(data, "план")
        times.append(time.perf_counter() - begun)
    return min(times)


def memory(kind: str, count: int) -> int:
    """Return the peak of a process that makes nothing and reads one file, in MB; its own start counted in."""
    code = (
        "import resource, sys; from roadmaps.documents import read_document;"
        "read_document(sys.stdin.buffer.read(), 'план');"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    made = MAKERS[kind](count)
    run = subprocess.run([sys.executable, "-c", code], input=made, capture_output=True, check=True)
    return int(run.stdout)


def main() -> None:
    """Print a line for each file."""
    is_apart = "--apart" in sys.argv
    for kind, make in MAKERS.items():
        for count in SIZES:
            data = make(count)
            if is_apart:
                print(f"{kind} {count:5,} rows: {seconds_apart(data):.2f} s with the process's start")
            else:
                taken = seconds(data, count)
                print(
                    f"{kind} {count:5,} rows: {taken:.2f} s, {taken / count * 1000:.2f} ms a row, "
                    f"{memory(kind, count)} MB, {len(data) // 1024} KB file (aim: {AIM[count]} s)"
                )


if __name__ == "__main__":
    main()
