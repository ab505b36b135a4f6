"""Order lines."""

from data.kinds.columns import Column, Kind, words
from data.kinds.shared import (
    ACCOUNT,
    ACCOUNT_ID,
    ACCOUNT_NAME,
    CATEGORY,
    CURRENCY,
    DEPARTMENT,
    REGION,
    SALESPERSON,
)

SALES = Kind(
    "sales",
    needs=((("order_date",),), *ACCOUNT, (("amount",), ("quantity", "unit_price"))),
    key=("order_id", "line_id"),
    month_column="order_date",
    rates=(
        Column(
            "margin_rate",
            "percent",
            synonyms=words(
                "margin percent, margin percentage, margin pct, gross margin percent, "
                "gross margin rate, gross margin percentage, gross profit percent, "
                "profit percent, profit margin, 毛利率, 利润率"
            ),
        ),
    ),
    basis=(
        Column("discount", "number"),
        Column("order_discount", "number"),
        Column("tax", "number"),
        Column("tax_rate", "number"),
        Column("priced_pieces", "number"),
    ),
    columns=(
        Column(
            "order_id",
            "id",
            synonyms=words(
                "order number, order no, sales order number, sales order no, sales order, "
                "invoice number, invoice no, invoice id, invoice, order, transaction id, "
                "document number, document no, 订单号, 订单编号, 销售订单号, 单据编号, 单据号, "
                "单号, 发票号, 发票号码"
            ),
            example=("SO-1001", "SO-1002", "SO-1003"),
        ),
        Column(
            "line_id",
            "id",
            synonyms=words(
                "line number, line no, order line, order line number, sales order line number, "
                "line item, item number, position, pos, 行号, 订单行号, 明细行号, 项次"
            ),
            example=("1", "1", "1"),
        ),
        Column(
            "order_date",
            "date",
            required=True,
            synonyms=words(
                "order day, sales date, sale date, invoice date, transaction date, "
                "posting date, document date, purchase date, booking date, 订单日期, 下单日期, "
                "下单时间, 销售日期, 开票日期, 发票日期, 单据日期, 交易日期, 业务日期"
            ),
            generic=words("date, day, 日期, 时间"),
            example=("2026-09-03", "2026-09-03", "2026-09-17"),
        ),
        ACCOUNT_ID,
        ACCOUNT_NAME,
        Column(
            "amount",
            "money",
            "book currency",
            required=True,
            synonyms=words(
                "net amount, sales amount, line amount, net sales, net value, net revenue, "
                "line total, sales value, order amount, invoice amount, extended price, "
                "revenue, sales, turnover, monetary value, umsatz, 金额, 销售金额, 销售额, "
                "订单金额, 净额, 不含税金额, 未税金额, 成交金额, 开票金额, 营业额"
            ),
            generic=words("value, total, total amount, total revenue"),
            example=("1250.00", "-80.00", "13,400.50"),
        ),
        Column(
            "quantity",
            "number",
            "pieces",
            synonyms=words(
                "qty, order quantity, order qty, sales quantity, units, units sold, pieces, "
                "menge, 数量, 销售数量, 订单数量, 件数"
            ),
            example=("10", "-1", "25"),
        ),
        Column(
            "unit_price",
            "money",
            "book currency a piece",
            synonyms=words(
                "price, sales price, selling price, price per unit, net price, 单价, 销售单价, "
                "价格, 成交单价, 不含税单价"
            ),
            example=("125.00", "80.00", "536.02"),
        ),
        Column(
            "cost",
            "money",
            "book currency",
            synonyms=words(
                "total cost, total product cost, cost amount, line cost, cogs, "
                "cost of goods sold, 成本, 成本金额, 销售成本, 总成本"
            ),
            example=("800.00", "-55.00", ""),
        ),
        Column(
            "margin",
            "money",
            "book currency",
            synonyms=words("gross margin, gross profit, profit, 毛利, 毛利额, 利润"),
        ),
        Column(
            "product",
            "text",
            weight=0.5,
            synonyms=words(
                "product name, product description, item name, item description, article, "
                "item, description, material, 品名, 产品名称, 商品名称, 货品名称, 物料名称, "
                "产品, 商品, product id, product code, product key, item code, stock code, "
                "sku, 产品编码, 商品编码, 物料编码"
            ),
            example=("Cordless drill", "Cordless drill", "Workbench"),
        ),
        CATEGORY,
        REGION,
        DEPARTMENT,
        SALESPERSON,
        Column(
            "sales_point",
            "text",
            weight=0.5,
            synonyms=words(
                "point of sale, store, branch, shop, outlet, sales office, 销售点, 门店, 网点, "
                "营业部"
            ),
            example=("Main", "Main", "Web"),
        ),
        CURRENCY,
    ),
)
