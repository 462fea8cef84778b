"""Small charts: a column is as tall as its share."""

from fractions import Fraction

from bylaw.portal.charts import LEAST, TALL, chart


def test_a_column_is_as_tall_as_its_share_and_what_is_not_nought_is_seen():
    drawn = chart([40, 10, 0, Fraction(1, 1000)], ["a", "b", "c", "d"], 40)
    assert [column.height for column in drawn.columns] == [TALL, TALL // 4, 0, LEAST]
    assert all(column.y + column.height == TALL for column in drawn.columns)
    assert [column.says for column in drawn.columns] == ["a", "b", "c", "d"]
