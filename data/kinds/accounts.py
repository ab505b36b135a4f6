"""The list of accounts."""

from data.kinds.columns import Column, Kind, words
from data.kinds.shared import ACCOUNT, ACCOUNT_ID, ACCOUNT_NAME, DEPARTMENT, REGION, SALESPERSON

KEY_REASONS = {
    "scale": ("规模", "规模大"),
    "strategic": ("战略", "战略意义"),
    "share": ("80/20", "二八", "份额"),
    "potential": ("潜力", "发展潜力"),
}
ACCOUNT_TYPES = {
    "transactional": ("交易型",),
    "consultative": ("附加价值型", "顾问型"),
    "strategic": ("战略伙伴型", "战略型"),
}
ACCOUNTS = Kind(
    "accounts",
    needs=ACCOUNT,
    key=("account_id",),
    month_column=None,
    is_list=True,
    columns=(
        ACCOUNT_ID,
        ACCOUNT_NAME,
        Column(
            "parent",
            "text",
            weight=2,
            synonyms=words(
                "parent account, parent company, parent id, group, group name, subsidiary of, "
                "上级客户, 母公司, 集团, 所属集团"
            ),
            example=("", "Harbour Group", ""),
        ),
        Column(
            "owner",
            "text",
            synonyms=words(
                "account manager, account owner, key account manager, 客户经理, 大客户经理, 负责人"
            ),
            example=("Ana Silva", "Ana Silva", "王芳"),
        ),
        Column(
            "is_key_account",
            "flag",
            weight=2,
            synonyms=words("key account, is key, kam, 大客户, 是否大客户, 重点客户"),
            example=("yes", "no", "是"),
        ),
        Column(
            "key_reason",
            "choice",
            weight=2,
            choices=KEY_REASONS,
            synonyms=words("key account reason, reason key account, 大客户原因, 大客户理由"),
            example=("scale", "", "strategic"),
        ),
        Column(
            "key_since",
            "date",
            synonyms=words("key account since, 大客户起始日期, 成为大客户日期"),
            example=("2023-01-01", "", "2024-07-01"),
        ),
        Column(
            "account_type",
            "choice",
            weight=2,
            choices=ACCOUNT_TYPES,
            synonyms=words("customer type, 客户类型, 客户销售类型"),
            example=("strategic", "transactional", "consultative"),
        ),
        Column(
            "account_kind",
            "text",
            synonyms=words("business type, customer kind, channel, 客户性质, 客户类别, 渠道"),
            example=("Dealer", "Direct", "Direct"),
        ),
        Column(
            "industry",
            "text",
            synonyms=words("sector, branche, vertical, 行业, 所属行业"),
            example=("Construction", "Machinery", "Trade"),
        ),
        REGION,
        DEPARTMENT,
        SALESPERSON,
        Column(
            "size",
            "text",
            synonyms=words("company size, employees, headcount, 规模, 企业规模, 员工人数"),
            example=("large", "medium", "small"),
        ),
        Column(
            "own_revenue",
            "money",
            "book currency",
            synonyms=words("annual revenue, company revenue, 客户营收, 年营业额, 年营收"),
            generic=words("revenue"),
        ),
        Column(
            "credit_grade",
            "text",
            synonyms=words("credit rating, credit class, 信用等级, 信用评级"),
            example=("A", "B", "A"),
        ),
        Column(
            "credit_limit",
            "money",
            "book currency",
            synonyms=words("credit line, 信用额度, 授信额度"),
            example=("100000", "20000", "50000"),
        ),
        Column(
            "payment_days",
            "integer",
            "days",
            synonyms=words(
                "payment terms, payment term days, credit days, 账期, 付款天数, 账期天数"
            ),
            example=("30", "14", "60"),
        ),
        Column(
            "fit_score",
            "number",
            synonyms=words(
                "fit of needs, needs fit, fit, fit rating, strategic fit, 需求匹配度, 匹配度, "
                "需求吻合度, 契合度"
            ),
        ),
        Column("risk_flag", "text", synonyms=("risk", "风险标识", "风险")),
    ),
)
