"""Losses and their reasons."""

from data.kinds.columns import Column, Kind, words
from data.kinds.shared import ACCOUNT, ACCOUNT_ID, ACCOUNT_NAME, NOTE

CHURN = Kind(
    "churn",
    needs=((("lost_on",),), *ACCOUNT),
    key=(),
    month_column="lost_on",
    status=Column(
        "status",
        "text",
        weight=0.5,
        synonyms=words(
            "customer status, account status, client status, churn status, churn label, "
            "churned, churn, 客户状态, 状态, 是否流失"
        ),
    ),
    columns=(
        ACCOUNT_ID,
        ACCOUNT_NAME,
        Column(
            "lost_on",
            "date",
            required=True,
            weight=2,
            synonyms=words(
                "lost date, date lost, loss date, churn date, churned on, date of churn, "
                "cancellation date, termination date, end date, 流失日期, 流失时间, 丢失日期, "
                "终止日期"
            ),
            generic=words("date, day, 日期, 时间"),
            example=("2026-09-12", "2026-09-20", "2026-09-30"),
        ),
        Column(
            "reason",
            "text",
            weight=2,
            synonyms=words(
                "churn reason, reason for churn, loss reason, lost reason, reason lost, "
                "reason for loss, cancellation reason, churn category, 流失原因, 丢失原因, 原因"
            ),
            example=("price", "delivery time", "对手竞争"),
        ),
        Column(
            "sales_lost",
            "money",
            "book currency",
            synonyms=words(
                "lost sales, lost revenue, revenue lost, sales loss, amount lost, 流失金额, "
                "流失销售额, 损失金额"
            ),
            generic=words("total revenue, revenue, amount, sales amount, 金额, 销售额"),
            example=("12000", "4500", ""),
        ),
        Column(
            "competitor",
            "text",
            weight=2,
            synonyms=words("lost to, rival, competitor name, 竞争对手, 竞品, 流向"),
            example=("Rival AG", "", ""),
        ),
        NOTE,
        Column(
            "recorded_by",
            "text",
            weight=0.5,
            synonyms=words("recorder, entered by, reported by, 记录人, 登记人, 填报人"),
            example=("Ana Silva", "Ben Cole", "王芳"),
        ),
    ),
)
