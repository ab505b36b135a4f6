"""The kinds of export we take, each declared once: columns, types, needs, synonyms, key, month.

A kind is one entry of KINDS. Headers are matched without regard to case, spaces, underscores and
width, so a synonym is written in words; earlier synonyms are preferred to later ones.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

Type = Literal["text", "id", "date", "money", "number", "integer", "flag", "choice", "level"]
Needs = tuple[tuple[tuple[str, ...], ...], ...]

DECIMAL = pa.decimal128(18, 4)
ARROW: Mapping[Type, pa.DataType] = {
    "text": pa.string(),
    "id": pa.string(),
    "date": pa.date32(),
    "money": DECIMAL,
    "number": DECIMAL,
    "integer": pa.int32(),
    "flag": pa.bool_(),
    "choice": pa.string(),
    "level": pa.int32(),
}


@dataclass(frozen=True)
class Column:
    """One column of a kind.

    `required`: a record without it is refused. `generic`: synonyms that fit other kinds as well
    ("date"), matched but no sign of this kind. `choices`: stored value -> what may be written.
    `weight`: how much its presence says that a file is of this kind.
    """

    name: str
    type: Type
    unit: str = ""
    required: bool = False
    synonyms: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weight: float = 1
    example: tuple[str, str, str] = ("", "", "")

    @property
    def arrow(self) -> pa.DataType:
        return ARROW[self.type]


@dataclass(frozen=True)
class Kind:
    """One kind of export.

    `needs`: each entry is a list of alternatives, one of which must be there (all its columns).
    `key`: what tells two records apart; `month_column`: the date that says which month a record
    belongs to, None for lists. `status`: a column that is read but not kept (which rows count).
    """

    name: str
    columns: tuple[Column, ...]
    needs: Needs
    key: tuple[str, ...]
    month_column: str | None
    is_list: bool = False
    status: Column | None = None

    def column(self, name: str) -> Column:
        return next(c for c in self.readable if c.name == name)

    @property
    def readable(self) -> tuple[Column, ...]:
        """Every column a header may match, the status column included."""
        return (*self.columns, self.status) if self.status else self.columns


ACCOUNT_ID = Column(
    "account_id",
    "id",
    required=True,
    weight=0,
    synonyms=(
        "account number",
        "account no",
        "account code",
        "account key",
        "acct id",
        "acct no",
        "customer id",
        "customer number",
        "customer no",
        "customer code",
        "customer key",
        "cust id",
        "cust no",
        "client id",
        "client number",
        "client no",
        "client code",
        "reseller id",
        "reseller code",
        "reseller key",
        "dealer id",
        "dealer code",
        "dealer key",
        "buyer id",
        "sold to party",
        "sold to",
        "debtor number",
        "kundennummer",
        "identifier",
        "客户编号",
        "客户编码",
        "客户代码",
        "客户号",
        "客户id",
        "客户账号",
        "账户编号",
        "会员编号",
        "经销商编号",
        "客户ID号",
    ),
    example=("A001", "A002", "A003"),
)
ACCOUNT_NAME = Column(
    "account_name",
    "text",
    weight=0,
    synonyms=(
        "account",
        "customer name",
        "customer",
        "client name",
        "client",
        "company name",
        "company",
        "reseller name",
        "reseller",
        "dealer name",
        "dealer",
        "buyer",
        "sold to name",
        "客户名称",
        "客户名",
        "客户",
        "客户全称",
        "公司名称",
        "公司",
        "单位名称",
        "往来单位",
        "购货单位",
        "经销商名称",
        "经销商",
    ),
    example=("Harbour Tools Ltd", "Müller GmbH", "上海远航贸易有限公司"),
)
REGION = Column(
    "region",
    "text",
    weight=0.25,
    synonyms=(
        "sales region",
        "territory",
        "sales territory",
        "sales area",
        "area",
        "state province name",
        "state province",
        "province",
        "state",
        "country region",
        "country",
        "区域",
        "销售区域",
        "大区",
        "地区",
        "省份",
        "省区",
        "国家",
        "sales territory key",
    ),
    example=("North", "South", "East"),
)
DEPARTMENT = Column(
    "department",
    "text",
    weight=0.25,
    synonyms=(
        "sales department",
        "dept",
        "division",
        "business unit",
        "部门",
        "销售部门",
        "事业部",
    ),
    example=("Industry", "Industry", "Retail"),
)
SALESPERSON = Column(
    "salesperson",
    "text",
    weight=0.25,
    synonyms=(
        "sales person",
        "sales rep",
        "sales representative",
        "sales agent",
        "salesman",
        "seller",
        "rep",
        "销售员",
        "业务员",
        "销售人员",
        "销售代表",
        "销售",
        "employee key",
    ),
    example=("Ana Silva", "Ben Cole", "王芳"),
)
NOTE = Column(
    "note",
    "text",
    weight=0,
    synonyms=("notes", "comment", "comments", "remark", "remarks", "备注", "说明"),
)
ACCOUNT: Needs = ((("account_id",), ("account_name",)),)

SALES = Kind(
    "sales",
    needs=((("order_date",),), *ACCOUNT, (("amount",), ("quantity", "unit_price"))),
    key=("order_id", "line_id"),
    month_column="order_date",
    columns=(
        Column(
            "order_id",
            "id",
            synonyms=(
                "order number",
                "order no",
                "sales order number",
                "sales order no",
                "sales order",
                "invoice number",
                "invoice no",
                "invoice id",
                "invoice",
                "order",
                "transaction id",
                "document number",
                "document no",
                "订单号",
                "订单编号",
                "销售订单号",
                "单据编号",
                "单据号",
                "单号",
                "发票号",
                "发票号码",
            ),
            example=("SO-1001", "SO-1001", "SO-1002"),
        ),
        Column(
            "line_id",
            "id",
            synonyms=(
                "line number",
                "line no",
                "order line",
                "order line number",
                "sales order line number",
                "line item",
                "item number",
                "position",
                "pos",
                "行号",
                "订单行号",
                "明细行号",
                "项次",
            ),
            example=("1", "2", "1"),
        ),
        Column(
            "order_date",
            "date",
            required=True,
            synonyms=(
                "order day",
                "sales date",
                "sale date",
                "invoice date",
                "transaction date",
                "posting date",
                "document date",
                "purchase date",
                "booking date",
                "订单日期",
                "下单日期",
                "下单时间",
                "销售日期",
                "开票日期",
                "发票日期",
                "单据日期",
                "交易日期",
                "业务日期",
            ),
            generic=("date", "day", "日期", "时间"),
            example=("2026-09-03", "2026-09-03", "2026-09-17"),
        ),
        ACCOUNT_ID,
        ACCOUNT_NAME,
        Column(
            "amount",
            "money",
            "book currency",
            required=True,
            synonyms=(
                "net amount",
                "sales amount",
                "line amount",
                "net sales",
                "net value",
                "net revenue",
                "line total",
                "sales value",
                "order amount",
                "invoice amount",
                "extended price",
                "revenue",
                "sales",
                "turnover",
                "monetary value",
                "umsatz",
                "金额",
                "销售金额",
                "销售额",
                "订单金额",
                "净额",
                "不含税金额",
                "未税金额",
                "成交金额",
                "开票金额",
                "营业额",
            ),
            generic=("value", "total", "total amount", "total revenue"),
            example=("1250.00", "-80.00", "13,400.50"),
        ),
        Column(
            "quantity",
            "number",
            "pieces",
            synonyms=(
                "qty",
                "order quantity",
                "order qty",
                "sales quantity",
                "units",
                "units sold",
                "pieces",
                "menge",
                "数量",
                "销售数量",
                "订单数量",
                "件数",
            ),
            example=("10", "-1", "25"),
        ),
        Column(
            "unit_price",
            "money",
            "book currency a piece",
            synonyms=(
                "price",
                "sales price",
                "selling price",
                "price per unit",
                "net price",
                "单价",
                "销售单价",
                "价格",
                "成交单价",
                "不含税单价",
            ),
            example=("125.00", "80.00", "536.02"),
        ),
        Column(
            "cost",
            "money",
            "book currency",
            synonyms=(
                "total cost",
                "total product cost",
                "cost amount",
                "line cost",
                "cogs",
                "cost of goods sold",
                "成本",
                "成本金额",
                "销售成本",
                "总成本",
            ),
            example=("800.00", "-55.00", ""),
        ),
        Column(
            "margin",
            "money",
            "book currency",
            synonyms=("gross margin", "gross profit", "profit", "毛利", "毛利额", "利润"),
        ),
        Column(
            "product",
            "text",
            weight=0.5,
            synonyms=(
                "product name",
                "product description",
                "item name",
                "item description",
                "article",
                "item",
                "description",
                "material",
                "品名",
                "产品名称",
                "商品名称",
                "货品名称",
                "物料名称",
                "产品",
                "商品",
                "product id",
                "product code",
                "product key",
                "item code",
                "stock code",
                "sku",
                "产品编码",
                "商品编码",
                "物料编码",
            ),
            example=("Cordless drill", "Cordless drill", "Workbench"),
        ),
        Column(
            "category",
            "text",
            weight=0.5,
            synonyms=(
                "product category",
                "product group",
                "product line",
                "item category",
                "item group",
                "品类",
                "产品类别",
                "产品大类",
                "商品类别",
                "产品线",
                "类别",
            ),
            example=("Power tools", "Power tools", "Furniture"),
        ),
        REGION,
        DEPARTMENT,
        SALESPERSON,
        Column(
            "sales_point",
            "text",
            weight=0.5,
            synonyms=(
                "point of sale",
                "store",
                "branch",
                "shop",
                "outlet",
                "sales office",
                "销售点",
                "门店",
                "网点",
                "营业部",
            ),
            example=("Main", "Main", "Web"),
        ),
        Column(
            "currency",
            "text",
            weight=0.5,
            synonyms=("currency code", "curr", "ccy", "币种", "货币", "币别"),
        ),
    ),
)

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
            synonyms=(
                "parent account",
                "parent company",
                "parent id",
                "group",
                "group name",
                "subsidiary of",
                "上级客户",
                "母公司",
                "集团",
                "所属集团",
            ),
            example=("", "Harbour Group", ""),
        ),
        Column(
            "owner",
            "text",
            synonyms=(
                "account manager",
                "account owner",
                "key account manager",
                "客户经理",
                "大客户经理",
                "负责人",
            ),
            example=("Ana Silva", "Ana Silva", "王芳"),
        ),
        Column(
            "is_key_account",
            "flag",
            weight=2,
            synonyms=("key account", "is key", "kam", "大客户", "是否大客户", "重点客户"),
            example=("yes", "no", "是"),
        ),
        Column(
            "key_reason",
            "choice",
            weight=2,
            choices=KEY_REASONS,
            synonyms=("key account reason", "reason key account", "大客户原因", "大客户理由"),
            example=("scale", "", "strategic"),
        ),
        Column(
            "key_since",
            "date",
            synonyms=("key account since", "大客户起始日期", "成为大客户日期"),
            example=("2023-01-01", "", "2024-07-01"),
        ),
        Column(
            "account_type",
            "choice",
            weight=2,
            choices=ACCOUNT_TYPES,
            synonyms=("customer type", "客户类型", "客户销售类型"),
            example=("strategic", "transactional", "consultative"),
        ),
        Column(
            "account_kind",
            "text",
            synonyms=("business type", "customer kind", "channel", "客户性质", "客户类别", "渠道"),
            example=("Dealer", "Direct", "Direct"),
        ),
        Column(
            "industry",
            "text",
            synonyms=("sector", "branche", "vertical", "行业", "所属行业"),
            example=("Construction", "Machinery", "Trade"),
        ),
        REGION,
        DEPARTMENT,
        SALESPERSON,
        Column(
            "size",
            "text",
            synonyms=("company size", "employees", "headcount", "规模", "企业规模", "员工人数"),
            example=("large", "medium", "small"),
        ),
        Column(
            "own_revenue",
            "money",
            "book currency",
            synonyms=("annual revenue", "company revenue", "客户营收", "年营业额", "年营收"),
            generic=("revenue",),
        ),
        Column(
            "credit_grade",
            "text",
            synonyms=("credit rating", "credit class", "信用等级", "信用评级"),
            example=("A", "B", "A"),
        ),
        Column(
            "credit_limit",
            "money",
            "book currency",
            synonyms=("credit line", "信用额度", "授信额度"),
            example=("100000", "20000", "50000"),
        ),
        Column(
            "payment_days",
            "integer",
            "days",
            synonyms=(
                "payment terms",
                "payment term days",
                "credit days",
                "账期",
                "付款天数",
                "账期天数",
            ),
            example=("30", "14", "60"),
        ),
        Column("risk_flag", "text", synonyms=("risk", "风险标识", "风险")),
    ),
)

CHURN = Kind(
    "churn",
    needs=((("lost_on",),), *ACCOUNT),
    key=(),
    month_column="lost_on",
    status=Column(
        "status",
        "text",
        weight=0.5,
        synonyms=(
            "customer status",
            "account status",
            "client status",
            "churn status",
            "churn label",
            "churned",
            "churn",
            "客户状态",
            "状态",
            "是否流失",
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
            synonyms=(
                "lost date",
                "date lost",
                "loss date",
                "churn date",
                "churned on",
                "date of churn",
                "cancellation date",
                "termination date",
                "end date",
                "流失日期",
                "流失时间",
                "丢失日期",
                "终止日期",
            ),
            generic=("date", "day", "日期", "时间"),
            example=("2026-09-12", "2026-09-20", "2026-09-30"),
        ),
        Column(
            "reason",
            "text",
            weight=2,
            synonyms=(
                "churn reason",
                "reason for churn",
                "loss reason",
                "lost reason",
                "reason lost",
                "reason for loss",
                "cancellation reason",
                "churn category",
                "流失原因",
                "丢失原因",
                "原因",
            ),
            example=("price", "delivery time", "对手竞争"),
        ),
        Column(
            "sales_lost",
            "money",
            "book currency",
            synonyms=(
                "lost sales",
                "lost revenue",
                "revenue lost",
                "sales loss",
                "amount lost",
                "流失金额",
                "流失销售额",
                "损失金额",
            ),
            generic=("total revenue", "revenue", "amount", "sales amount", "金额", "销售额"),
            example=("12000", "4500", ""),
        ),
        Column(
            "competitor",
            "text",
            weight=2,
            synonyms=("lost to", "rival", "competitor name", "竞争对手", "竞品", "流向"),
            example=("Rival AG", "", ""),
        ),
        NOTE,
        Column(
            "recorded_by",
            "text",
            weight=0.5,
            synonyms=("recorder", "entered by", "reported by", "记录人", "登记人", "填报人"),
            example=("Ana Silva", "Ben Cole", "王芳"),
        ),
    ),
)

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
            synonyms=(
                "assessment date",
                "date of assessment",
                "assessed",
                "review date",
                "评估日期",
                "评估时间",
                "评定日期",
            ),
            generic=("date", "day", "日期", "时间"),
            example=("2026-09-30", "2026-09-30", "2026-09-30"),
        ),
        Column(
            "level",
            "level",
            "1 to 4",
            required=True,
            weight=2,
            choices=LEVELS,
            synonyms=(
                "relationship level",
                "relation level",
                "partnership level",
                "关系等级",
                "关系层级",
                "关系级别",
                "客户关系等级",
                "客户关系",
            ),
            example=("3", "preferred supplier", "战略联盟"),
        ),
        Column(
            "assessed_by",
            "text",
            weight=0.5,
            synonyms=("assessor", "reviewed by", "评估人", "评定人"),
            example=("Ana Silva", "Ben Cole", "王芳"),
        ),
        NOTE,
    ),
)

KINDS: dict[str, Kind] = {k.name: k for k in (SALES, ACCOUNTS, CHURN, RELATIONSHIPS)}


def template(kind: str) -> bytes:
    """A CSV to fill in: the header and three example rows, UTF-8 with a mark so Excel reads it."""
    columns = KINDS[kind].columns
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow([c.name for c in columns])
    rows.writerows([c.example[i] for c in columns] for i in range(3))
    return out.getvalue().encode("utf-8-sig")
