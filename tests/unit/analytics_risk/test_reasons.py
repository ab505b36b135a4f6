"""Words to reasons, and losses to figures, on books that one can add up by hand."""

import pytest

from analytics.composition import composed

LOG = """
    account  lost_on     reason              sales_lost
    ana      2026-02-10  Price too high      100.50
    ben      2026-03-05  交货慢              -
    cleo     2026-05-20  Don't know          40.00
    ana      2026-06-30  Quality problems    60.00
    dora     2025-09-30  Competitor          999.00
"""
SOLD = """
    account  on          amount
    ben      2025-02-01  500.00
    ben      2025-03-05  30.00
    ben      2026-01-15  80.00
    ben      2026-01-20  -10.00
    ben      2026-03-05  7.00
    cleo     2026-07-01  12.00
    eve      2025-05-05  400.00
"""


def test_each_reason_has_its_row_dearest_first(book):
    book.orders(SOLD).losses(LOG)
    assert book.told("churn_reasons", "reason accounts sales_lost") == [
        ("price", 1, 100.5),
        ("delivery_time", 1, 100.0),
        ("quality", 1, 60.0),
        ("unclassified", 1, 40.0),
        ("competitor", 0, 0.0),
        ("customer_service", 0, 0.0),
        ("natural_attrition", 0, 0.0),
        ("product_offering", 0, 0.0),
    ]


def test_two_losses_of_an_account_count_in_each_reason_and_once_in_the_total(book):
    summary = book.orders(SOLD).losses(LOG).answer("churn_summary").iloc[0]
    assert (summary["accounts"], summary["losses"]) == (3, 4)
    assert summary["sales_lost"] == 100.5 + 100 + 40 + 60


def test_one_loss_for_two_reasons_costs_its_sales_once(book):
    book.orders(SOLD).losses("""
        account  lost_on     reason
        ben      2026-03-05  Price
        ben      2026-03-05  Quality
    """)
    costs = {
        reason: cost for reason, cost in book.told("churn_reasons", "reason sales_lost") if cost
    }
    assert costs == {"price": 100.0, "quality": 100.0}
    assert book.told("churn_summary", "accounts losses sales_lost") == [(1, 2, 100.0)]


def test_every_figure_of_the_log_counts(book):
    book.losses("""
        account  lost_on     reason  sales_lost
        ana      2026-03-05  Price   7.50
        ana      2026-03-05  Price   7.50
        ana      2026-04-05  Price   1.00
    """)
    assert book.told("churn_reasons", "reason accounts sales_lost losses")[0] == (
        "price",
        1,
        16.0,
        3,
    )


def test_a_loss_without_a_figure_costs_the_net_sales_of_the_twelve_months_before(book):
    lost = book.orders(SOLD).losses(LOG).answer("losses").set_index("account_id")
    assert lost.loc["ben", "sales_lost"] == 30 + 80 - 10
    assert not lost.loc["ben", "is_logged_figure"]


def test_returns_alone_cost_nothing(book):
    book.orders("""
        account  on          amount
        ben      2026-01-15  -80.00
    """).losses("""
        account  lost_on     reason
        ben      2026-03-05  Price
    """)
    assert book.told("losses", "account_id sales_lost") == [("ben", 0.0)]


def test_only_losses_inside_the_window_count(book):
    book.orders(SOLD).losses(LOG)
    assert "dora" not in set(book.answer("losses")["account_id"])
    assert "dora" in set(book.answer("losses", window=None)["account_id"])
    assert len(book.answer("losses", as_of="2026-05-19")) == 3


def test_churn_is_told_against_the_twelve_months_before_the_window(book):
    summary = book.orders(SOLD).losses(LOG).answer("churn_summary").iloc[0]
    assert summary["base_accounts"] == 2  # ben and eve
    assert summary["lost_base_accounts"] == 1  # ben: ana and cleo bought nothing then
    assert summary["logo_churn"] == 1 / 2
    assert summary["revenue_churn"] == pytest.approx(530 / 930)


def test_without_a_log_churn_is_unknown(book):
    summary = book.orders(SOLD).answer("churn_summary").iloc[0]
    assert not summary["has_log"]
    assert summary[["logo_churn", "revenue_churn", "preventable_share"]].isna().all()


def test_losses_without_a_reason_are_in_no_preventable_share(book):
    book.losses("""
        account  lost_on     reason             sales_lost
        ana      2026-02-10  Price              30
        ben      2026-03-05  公司倒闭           10
        cleo     2026-03-06  who_knows          60
    """)
    assert book.told("churn_summary", "preventable_share unclassified") == [(0.75, 1)]


def test_no_base_gives_no_rate(book):
    summary = book.losses(LOG).answer("churn_summary").iloc[0]
    assert summary["base_accounts"] == 0
    assert summary[["logo_churn", "revenue_churn"]].isna().all()


def test_all_but_natural_attrition_could_have_been_kept(book):
    book.losses("""
        account  lost_on     reason        sales_lost
        ana      2026-02-10  Price         30
        ben      2026-03-05  公司倒闭      70
    """)
    assert book.told("churn_summary", "preventable_sales_lost preventable_share") == [(30.0, 0.3)]


def test_who_orders_again_is_won_back(book):
    book.orders(SOLD).losses(LOG)
    won = dict(book.told("losses", "account_id won_back_on"))
    assert won == {"ana": None, "ben": None, "cleo": "2026-07-01"}
    assert book.told("churn_summary", "won_back unclassified") == [(1, 1)]


def test_words_entered_by_people_stand_in_place_of_the_shipped_ones(book):
    book.losses(LOG).words("""
        word        reason
        don't know  customer_service
        price       competitor
    """)
    assert book.told("reason_words", "reason_as_written reason") == [
        ("Competitor", "unclassified"),
        ("Quality problems", "unclassified"),
        ("交货慢", "unclassified"),
        ("Don't know", "customer_service"),
        ("Price too high", "competitor"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Price too high", "price"),
        ("ＰＲＩＣＥ　ＴＯＯ　ＨＩＧＨ", "price"),
        ("Person in charge left", "customer_service"),
        ("Always late!", "delivery_time"),
        ("Misses the latest model", "product_offering"),
        ("template wrong", "unclassified"),
        ("Moved", "natural_attrition"),
        ("Moved to another supplier", "competitor"),
        ("Deceased", "natural_attrition"),
        ("Don't know", "unclassified"),
        ("Other", "unclassified"),
        ("其他", "unclassified"),
        ("价格太高", "price"),
        ("竞争对手低价", "competitor"),
        ("交货慢", "delivery_time"),
        ("质量问题", "quality"),
        ("服务态度", "customer_service"),
        ("服务范围太小", "product_offering"),
        ("被竞争对手抢走", "competitor"),
        ("公司倒闭", "natural_attrition"),
        ("搬迁", "natural_attrition"),
        ("产品停产", "product_offering"),
        ("同行价格更低", "competitor"),
        ("供货不稳定", "delivery_time"),
        ("物流破损", "quality"),
        ("Quality of service", "customer_service"),
        ("自然流失", "natural_attrition"),
        ("客户服务", "customer_service"),
        ("交期", "delivery_time"),
        ("价格因素", "price"),
        ("业务提供", "product_offering"),
        ("产品与服务供给", "product_offering"),
        ("对手竞争", "competitor"),
        ("natural_attrition", "natural_attrition"),
        ("delivery_time", "delivery_time"),
        ("product_offering", "product_offering"),
        ("-", "unclassified"),
    ],
)
def test_what_people_write_ends_in_the_reason_they_mean(book, text, reason):
    book.losses(f"""
        account  lost_on     reason
        ana      2026-02-10  {text}
    """)
    assert book.told("reason_words", "reason losses") == [(reason, 1)]


def test_churn_by_quarter_has_every_reason_in_every_quarter(book):
    book.orders(SOLD).losses(LOG)
    quarters = book.answer("churn_by_quarter")
    assert len(quarters) == 3 * 8
    lost = quarters[quarters["accounts"] > 0]
    assert [str(day) for day in lost["quarter_on"]] == ["2026-01-01"] * 2 + ["2026-04-01"] * 2
    assert quarters["sales_lost"].sum() == book.answer("churn_reasons")["sales_lost"].sum()


def test_reasons_need_no_scores(book):
    assert "scored_accounts" not in composed("churn_reasons").relations


def test_each_shipped_word_leads_to_one_reason_of_the_closed_list(book):
    words = book.answer("words_in_force")
    assert not words["word"].duplicated().any()
    assert set(words["reason"]) == set(book.answer("churn_reasons")["reason"]) - {"unclassified"}
