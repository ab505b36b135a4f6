"""The headings of the columns of tables and of the catalogue, in the language of the reader."""

from charts import growth_words
from locales import _


def labels() -> dict[str, str]:
    """Heading of every column that tables, exports and dimensions show."""
    known = _who() | _value() | _sales() | _money() | _risk() | _records()
    return known | growth_words.columns()


def _who() -> dict[str, str]:
    return {
        "account": _("Account"),
        "account_id": _("Account ID"),
        "account_name": _("Account name"),
        "accounts": _("Accounts"),
        "parent": _("Group"),
        "owner": _("Owner"),
        "is_key_account": _("Key account"),
        "key_reason": _("Key account because"),
        "key_since": _("Key account since"),
        "account_type": _("Account type"),
        "account_kind": _("Kind of customer"),
        "industry": _("Industry"),
        "region": _("Region"),
        "department": _("Department"),
        "salesperson": _("Salesperson"),
        "sales_point": _("Sales point"),
        "size": _("Size"),
        "own_revenue": _("Own revenue"),
        "credit_grade": _("Credit grade"),
        "credit_limit": _("Credit limit"),
        "payment_days": _("Payment days"),
        "risk_flag": _("Risk flag"),
    }


def _value() -> dict[str, str]:
    return {
        "state": _("State"),
        "segment": _("Segment"),
        "tier": _("Tier"),
        "last_order_on": _("Last order"),
        "recency_days": _("Days since last order"),
        "average_recency_days": _("Days since last order, average"),
        "frequency": _("Frequency"),
        "monetary": _("Monetary"),
        "orders": _("Orders"),
        "purchase_days": _("Purchase days"),
        "active_months": _("Active months"),
        "average_order": _("Average order"),
        "r_score": _("R score"),
        "f_score": _("F score"),
        "m_score": _("M score"),
        "is_r_high": _("R high"),
        "is_f_high": _("F high"),
        "is_m_high": _("M high"),
        "weighted_score": _("Weighted score"),
        "published_segment": _("Group by its source"),
        "segment_share": _("Share of the segment"),
        "borderline": _("Borderline"),
        "borderline_step": _("Step to the line"),
        "borderline_score": _("Score beyond the line"),
        "second_name": _("Second name"),
        "tier_before": _("Tier before"),
        "abc_class": _("ABC class"),
        "sales_share": _("Share of sales"),
        "accounts_share": _("Share of accounts"),
        "cumulative_sales_share": _("Cumulative share of sales"),
        "cumulative_accounts_share": _("Cumulative share of accounts"),
        "axis": _("Axis"),
        "score": _("Score"),
        "from_value": _("From"),
        "to_value": _("To"),
        "smallest": _("Smallest"),
        "largest": _("Largest"),
        "picture_on": _("As of"),
        "as_of": _("As-of date"),
        "window": _("Window"),
    }


def _sales() -> dict[str, str]:
    return {
        "net_sales": _("Net sales"),
        "net_sales_before": _("Net sales before"),
        "margin": _("Margin"),
        "margin_known_share": _("Share with known cost"),
        "amount": _("Amount"),
        "quantity": _("Quantity"),
        "unit_price": _("Unit price"),
        "cost": _("Cost"),
        "product": _("Product"),
        "category": _("Category"),
        "currency": _("Currency"),
        "order_id": _("Order"),
        "line_id": _("Line"),
        "order_date": _("Order date"),
        "lines": _("Lines"),
        "month": _("Month"),
        "change": _("Change"),
        "last_bought_on": _("Last bought"),
        "has_stopped": _("Stopped buying"),
        "is_partial": _("Not over yet"),
        "is_credit_note": _("Credit note"),
    }


def _money() -> dict[str, str]:
    return {
        "invoice_no": _("Invoice"),
        "invoiced_on": _("Invoiced on"),
        "due_on": _("Due on"),
        "paid_on": _("Paid on"),
        "paid_amount": _("Paid amount"),
        "period": _("Length of the period"),
    }


def _risk() -> dict[str, str]:
    return {
        "usual_interval_days": _("Usual interval, days"),
        "order_days": _("Days with orders"),
        "next_order_due_on": _("Next order due"),
        "silent_days": _("Days silent"),
        "ratio": _("Silence in usual intervals"),
        "band": _("Rhythm"),
        "at_stake": _("At stake"),
        "came_back_share": _("Came back in the past"),
        "silences": _("Silences so far"),
        "recorded_as_lost": _("Recorded as lost"),
        "lost_on": _("Lost on"),
        "reason": _("Reason"),
        "reason_as_written": _("Reason as written"),
        "sales_lost": _("Sales lost"),
        "preventable_sales_lost": _("Preventable sales lost"),
        "losses": _("Losses"),
        "competitor": _("Competitor’s name"),
        "note": _("Note"),
        "recorded_by": _("Recorded by"),
        "won_back_on": _("Won back on"),
        "segment_before": _("Segment before the loss"),
        "level_before": _("Level before"),
        "quarter_on": _("Quarter"),
        "level": _("Level"),
        "assessed_on": _("Assessed on"),
        "assessed_by": _("Assessed by"),
        "corner": _("To look at"),
    }


def _records() -> dict[str, str]:
    return {
        "version": _("Version"),
        "from_segment": _("Segment before"),
        "to_segment": _("Segment now"),
        "difference": _("Difference"),
        "net_sales_closed": _("Net sales as closed"),
        "restated_in": _("Restated in version"),
        "closed_version": _("Closed at version"),
        "closed_on": _("Closed on"),
        "closed_by": _("Closed by"),
        "is_new_month": _("New month"),
        "made_at": _("When"),
        "who": _("Who"),
        "kind": _("Kind"),
        "source": _("Source"),
        "file_name": _("File"),
        "rows_added": _("Rows added"),
        "rows_removed": _("Rows removed"),
        "amount_added": _("Amount added"),
        "amount_removed": _("Amount removed"),
        "row": _("Row"),
        "line": _("Line of the file"),
        "column": _("Column"),
        "found": _("Found"),
        "expected": _("Expected"),
        "do": _("What to do"),
        "word": _("Word"),
        "name": _("Name"),
        "value": _("Of"),
    }
