"""The free number that a preview offers where one stands twice."""

import pytest

from roadmaps.services.preview_numbers import Numbers


class Asked(set):
    """Numbers that count how often one is looked up."""

    times = 0

    def __contains__(self, number):
        self.times += 1
        return super().__contains__(number)


@pytest.mark.parametrize(
    ("taken", "number", "free"),
    [
        (["2.3"], "2.3", "2.4"),
        (["1", "2", "4"], "1", "3"),
        (["1.1.", "1.2"], "1.1.", "1.3"),
        (["а"], "а", ""),
        ([], "1." + "9" * 5_000, ""),
    ],
)
def test_the_first_free_number_is_offered(taken, number, free):
    numbers = Numbers()
    for one in taken:
        numbers.add(one)
    assert numbers.following(number) == free


def test_numbers_that_all_stand_twice_cost_no_more_than_their_count():
    numbers, count = Numbers(), 2_000
    numbers._taken = asked = Asked()
    for number in [str(value) for value in range(1, count + 1)] * 2:
        if number in numbers:
            assert numbers.following(number) == str(count + 1)
        numbers.add(number)
    assert asked.times < 10 * count
