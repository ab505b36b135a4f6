"""Sales targets: of a month, a quarter or a year, for whomever and whatever the row names."""

from dataclasses import replace

from data.kinds.columns import Column, Kind, words
from data.kinds.shared import (
    ACCOUNT_ID,
    ACCOUNT_NAME,
    CATEGORY,
    CURRENCY,
    DEPARTMENT,
    REGION,
    SALESPERSON,
)

PERIODS = {
    "month": ("monthly", "months", "m", "月", "月度", "按月"),
    "quarter": ("quarterly", "quarters", "q", "季", "季度", "按季"),
    "year": ("yearly", "annual", "years", "y", "年", "年度", "按年"),
}
_PEOPLE = words(
    "employee, employee id, employee name, employee no, sales manager, person, 员工, 员工编号, "
    "员工姓名, 工号, 姓名"
)
TARGETS = Kind(
    "targets",
    needs=((("month",),), (("amount",),)),
    key=(),
    month_column="month",
    is_plan=True,
    cut=("salesperson", "region", "department", "category", "account"),
    columns=(
        Column(
            "month",
            "date",
            required=True,
            weight=0.5,
            synonyms=words(
                "target month, year month, period start, target period, 月份, 目标月份, 月, 年月, "
                "期间, 目标期间"
            ),
            example=("2026-10-01", "2026-10-01", "2026-11-01"),
        ),
        Column(
            "period",
            "choice",
            weight=0.5,
            choices=PERIODS,
            synonyms=words("period type, period length, target type, 周期, 目标周期, 期间类型"),
            example=("month", "quarter", "month"),
        ),
        Column(
            "amount",
            "money",
            "book currency",
            required=True,
            weight=0.9,
            synonyms=words(
                "target, targets, target amount, target sales, sales target, quota, sales quota, "
                "budget, sales budget, plan, planned sales, goal, 目标, 目标金额, 销售目标, "
                "目标额, 目标值, 指标, 销售指标, 任务, 任务额, 销售任务, 预算, 预算金额, 计划, "
                "计划金额, 金额"
            ),
            generic=("value",),
            example=("120000", "900000", "135000"),
        ),
        replace(SALESPERSON, synonyms=(*SALESPERSON.synonyms, *_PEOPLE)),
        REGION,
        DEPARTMENT,
        CATEGORY,
        ACCOUNT_ID,
        ACCOUNT_NAME,
        CURRENCY,
    ),
)
