"""Invoices, and what has been paid of them."""

from data.kinds.columns import Column, Kind, words
from data.kinds.shared import ACCOUNT, ACCOUNT_ID, ACCOUNT_NAME, CURRENCY, NOTE

RECEIVABLES = Kind(
    "receivables",
    needs=(
        (("invoiced_on",),),
        *ACCOUNT,
        (("amount",),),
        (("due_on",), ("paid_on",), ("paid_amount",)),
    ),
    key=("invoice_no",),
    month_column="invoiced_on",
    has_parts=True,
    columns=(
        Column(
            "invoice_no",
            "id",
            weight=0.5,
            synonyms=words(
                "invoice number, invoice id, invoice, bill number, bill no, document number, "
                "document no, reference, 发票号, 发票号码, 发票编号, 应收单号, 单据编号, "
                "单据号, 单号"
            ),
            example=("INV-2001", "INV-2002", "INV-2003"),
        ),
        Column(
            "invoiced_on",
            "date",
            required=True,
            weight=0.5,
            synonyms=words(
                "invoice date, invoiced, date of invoice, bill date, billing date, issue date, "
                "issued on, document date, posting date, 开票日期, 发票日期, 应收日期, 单据日期, "
                "立账日期"
            ),
            generic=words("date, 日期"),
            example=("2026-08-03", "2026-08-12", "2026-09-17"),
        ),
        Column(
            "due_on",
            "date",
            weight=1.5,
            synonyms=words(
                "due date, date due, payment due, payment due date, due, maturity date, 到期日, "
                "到期日期, 应收到期日, 应付款日期, 付款到期日"
            ),
            example=("2026-09-02", "2026-09-11", "2026-11-16"),
        ),
        ACCOUNT_ID,
        ACCOUNT_NAME,
        Column(
            "amount",
            "money",
            "book currency",
            required=True,
            weight=0.5,
            synonyms=words(
                "invoice amount, invoiced amount, amount invoiced, billed amount, receivable, "
                "receivable amount, gross amount, invoice total, 发票金额, 开票金额, 应收金额, "
                "应收账款, 应收款, 金额"
            ),
            generic=words("total, total amount, value"),
            example=("1250.00", "13400.50", "-80.00"),
        ),
        Column(
            "paid_on",
            "date",
            weight=1.5,
            synonyms=words(
                "payment date, date paid, paid date, date of payment, settled on, "
                "settlement date, received on, clearing date, 收款日期, 付款日期, 回款日期, "
                "到账日期, 核销日期, 结清日期"
            ),
            example=("2026-09-05", "", ""),
        ),
        Column(
            "paid_amount",
            "money",
            "book currency",
            weight=1.5,
            synonyms=words(
                "amount paid, paid, payment amount, payment, received amount, amount received, "
                "settled amount, 已收金额, 收款金额, 回款金额, 已付金额, 实收金额, 已核销金额"
            ),
            example=("1250.00", "5000.00", ""),
        ),
        CURRENCY,
        NOTE,
    ),
)
