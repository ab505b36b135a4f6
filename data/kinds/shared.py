"""Columns that several kinds have."""

from data.kinds.columns import Column, Needs, words

ACCOUNT_ID = Column(
    "account_id",
    "id",
    required=True,
    weight=0,
    synonyms=words(
        "account number, account no, account code, account key, acct id, acct no, customer id, "
        "customer number, customer no, customer code, customer key, cust id, cust no, "
        "client id, client number, client no, client code, reseller id, reseller code, "
        "reseller key, dealer id, dealer code, dealer key, buyer id, sold to party, sold to, "
        "debtor number, kundennummer, identifier, 客户编号, 客户编码, 客户代码, 客户号, "
        "客户id, 客户账号, 账户编号, 会员编号, 经销商编号, 客户ID号"
    ),
    example=("A001", "A002", "A003"),
)
ACCOUNT_NAME = Column(
    "account_name",
    "text",
    weight=0,
    synonyms=words(
        "account, customer name, customer, client name, client, company name, company, "
        "reseller name, reseller, dealer name, dealer, buyer, sold to name, 客户名称, 客户名, "
        "客户, 客户全称, 公司名称, 公司, 单位名称, 往来单位, 购货单位, 经销商名称, 经销商"
    ),
    example=("Harbour Tools Ltd", "Müller GmbH", "上海远航贸易有限公司"),
)
REGION = Column(
    "region",
    "text",
    weight=0.25,
    synonyms=words(
        "sales region, territory, sales territory, sales area, area, state province name, "
        "state province, province, state, country region, country, 区域, 销售区域, 大区, 地区, "
        "省份, 省区, 国家, sales territory key"
    ),
    example=("North", "South", "East"),
)
DEPARTMENT = Column(
    "department",
    "text",
    weight=0.25,
    synonyms=words("sales department, dept, division, business unit, 部门, 销售部门, 事业部"),
    example=("Industry", "Industry", "Retail"),
)
SALESPERSON = Column(
    "salesperson",
    "text",
    weight=0.25,
    synonyms=words(
        "sales rep, sales representative, sales agent, salesman, seller, rep, 销售员, 业务员, "
        "销售人员, 销售代表, 销售, employee key"
    ),
    example=("Ana Silva", "Ben Cole", "王芳"),
)
CATEGORY = Column(
    "category",
    "text",
    weight=0.5,
    synonyms=words(
        "product category, product group, product line, item category, item group, "
        "品类, 产品类别, 产品大类, 商品类别, 产品线, 类别"
    ),
    example=("Power tools", "Power tools", "Furniture"),
)
CURRENCY = Column(
    "currency",
    "text",
    weight=0.5,
    synonyms=words("currency code, curr, ccy, 币种, 货币, 币别"),
)
NOTE = Column(
    "note",
    "text",
    weight=0,
    synonyms=words("notes, comment, comments, remark, remarks, 备注, 说明"),
)
ACCOUNT: Needs = ((("account_id",), ("account_name",)),)
