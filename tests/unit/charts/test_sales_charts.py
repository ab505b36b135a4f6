"""Sales by month."""

from charts import sales
from charts.theme import Look
from tests.unit.charts import chart_frames as made


def test_last_year_is_drawn_only_where_it_is_known_so_that_bars_stand_over_their_months(
    look: Look,
) -> None:
    assert len(sales.by_month(made.months(), look).data) == 2
    assert len(sales.by_month(made.months().assign(net_sales_before=None), look).data) == 1
