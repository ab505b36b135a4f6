"""What is not loaded: which export brings it, with which columns, and what one sees then."""

from dataclasses import dataclass

from locales import _


@dataclass(frozen=True)
class Unlock:
    """A kind of export, the columns that count in it, what is missing, what it brings."""

    kind: str
    columns: tuple[str, ...]
    title: str
    brings: str


def of(what: str) -> Unlock:
    """What brings a thing that is not loaded, by its code."""
    return {
        "sales": Unlock(
            "sales",
            ("order_date", "account_id", "amount"),
            _("No sales are loaded yet"),
            _("Order lines or invoices: everything else here is computed from them."),
        ),
        "second_year": Unlock(
            "sales",
            ("order_date", "account_id", "amount"),
            _("There are no sales of the time before to compare with"),
            _("Import the sales of the year before to see who was won, kept, grew and left."),
        ),
        "second_month": Unlock(
            "sales",
            ("order_date", "account_id", "amount"),
            _("One month of sales is no move"),
            _("Import a second month to see who moved between the segments, and why."),
        ),
        "margin": Unlock(
            "sales",
            ("account_id", "amount", "cost", "margin"),
            _("No line has a cost or a margin"),
            _("With one of the two you see who earns the margin and who takes it back."),
        ),
        "categories": Unlock(
            "sales",
            ("account_id", "product", "category", "amount"),
            _("No line has a category"),
            _("With it you see what an account does not buy though others like it do."),
        ),
        "quantities": Unlock(
            "sales",
            ("product", "quantity", "unit_price", "amount"),
            _("No product has a quantity in both periods"),
            _("With it you see how much of the change is price, how much volume, how much mix."),
        ),
        "places": Unlock(
            "sales",
            ("account_id", "amount", "region", "department", "salesperson"),
            _("No line says where it was sold, or by whom"),
            _("With it every figure splits by region, department, salesperson and sales point."),
        ),
        "owners": Unlock(
            "accounts",
            ("account_id", "account_name", "owner", "is_key_account"),
            _("No account has an owner"),
            _("With the accounts list you see what each account manager answers for."),
        ),
        "key_accounts": Unlock(
            "accounts",
            ("account_id", "account_name", "is_key_account", "key_reason"),
            _("No account is named as a key account"),
            _("With the accounts list you see who is on it and small, and who is large and not."),
        ),
        "receivables": Unlock(
            "receivables",
            ("account_id", "invoiced_on", "due_on", "amount", "paid_on"),
            _("No invoices are loaded"),
            _("With them you see who pays late, what is overdue, and value after its cost."),
        ),
        "targets": Unlock(
            "targets",
            ("month", "period", "amount", "salesperson"),
            _("No target covers every month of the period"),
            _("With targets you see how far each month, region and person has come."),
        ),
        "churn": Unlock(
            "churn",
            ("account_id", "lost_on", "reason", "sales_lost"),
            _("No loss is recorded"),
            _("With the log of lost accounts you see why they leave, and what it costs."),
        ),
        "relationships": Unlock(
            "relationships",
            ("account_id", "assessed_on", "level", "assessed_by"),
            _("No relationship is assessed"),
            _("With assessments you see how close you are to the accounts that matter."),
        ),
    }[what]
