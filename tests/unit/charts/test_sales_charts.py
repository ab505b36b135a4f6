"""Sales by month."""

from charts import sales
from charts.theme import Look
from tests.unit.charts import chart_frames as made


def test_last_year_is_in_the_legend_only_where_it_is_known(look: Look) -> None:
    known = sales.by_month(made.months(), look)
    assert known.data[0].showlegend is not False
    unknown = sales.by_month(made.months().assign(net_sales_before=None), look)
    assert unknown.data[0].showlegend is False
