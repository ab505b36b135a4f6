"""Assessments of the relationship level."""

from data.kinds.columns import Column, Kind, words
from data.kinds.shared import ACCOUNT, ACCOUNT_ID, ACCOUNT_NAME, NOTE

LEVELS = {
    "1": ("buyer-seller", "buyer seller", "buyer-seller relationship", "transactional", "买卖关系"),
    "2": ("preferred supplier", "preferred", "优先供应商"),
    "3": ("partner", "partnership", "合作伙伴"),
    "4": ("strategic alliance", "alliance", "战略联盟"),
}
RELATIONSHIPS = Kind(
    "relationships",
    needs=(*ACCOUNT, (("assessed_on",),), (("level",),)),
    key=(),
    month_column="assessed_on",
    columns=(
        ACCOUNT_ID,
        ACCOUNT_NAME,
        Column(
            "assessed_on",
            "date",
            required=True,
            weight=2,
            synonyms=words(
                "assessment date, date of assessment, assessed, review date, 评估日期, "
                "评估时间, 评定日期"
            ),
            generic=words("date, day, 日期, 时间"),
            example=("2026-09-30", "2026-09-30", "2026-09-30"),
        ),
        Column(
            "level",
            "level",
            "1 to 4",
            required=True,
            weight=2,
            choices=LEVELS,
            synonyms=words(
                "relationship level, relation level, partnership level, 关系等级, 关系层级, "
                "关系级别, 客户关系等级, 客户关系"
            ),
            example=("3", "preferred supplier", "战略联盟"),
        ),
        Column(
            "assessed_by",
            "text",
            weight=0.5,
            synonyms=words("assessor, reviewed by, 评估人, 评定人"),
            example=("Ana Silva", "Ben Cole", "王芳"),
        ),
        NOTE,
    ),
)
