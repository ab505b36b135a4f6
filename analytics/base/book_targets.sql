-- Targets month by month, those of a quarter or a year in equal parts, what is left over in the last month.
-- Level says which columns name somebody or something: targets of different levels are never added. What
-- names no currency counts in the book's.
-- grain: file_id, row, month
-- check: target_level is not null and amount is not null
with lengths as (
    select
        targets.*,
        case targets.period when 'quarter' then 3 when 'year' then 12 else 1 end as months
    from targets
    where
        targets.added_in <= $version
        and (targets.removed_in is null or targets.removed_in > $version)
        and coalesce(targets.currency, $book_currency, '') = coalesce($currency, $book_currency, '')
),

parts as (
    select
        lengths.*,
        unnest(generate_series(0, lengths.months - 1)) as part,
        cast(cast(lengths.amount * 10000 as bigint) // lengths.months as decimal(18, 0))
        * cast(0.0001 as decimal(4, 4)) as each_amount
    from lengths
)

select
    parts.file_id,
    parts.row,
    cast(parts.month + to_months(cast(parts.part as integer)) as date) as month,
    coalesce(parts.period, 'month') as period,
    coalesce(
        nullif(
            concat_ws(
                '+',
                case when parts.salesperson is not null then 'salesperson' end,
                case when parts.region is not null then 'region' end,
                case when parts.department is not null then 'department' end,
                case when parts.category is not null then 'category' end,
                case when parts.account_key is not null then 'account' end
            ),
            ''
        ),
        'company'
    ) as target_level,
    parts.salesperson,
    parts.region,
    parts.department,
    parts.category,
    account_units.unit_key as account_key,
    parts.currency is not null as names_currency,
    cast(
        case
            when parts.part = parts.months - 1 then parts.amount - parts.each_amount * (parts.months - 1)
            else parts.each_amount
        end as decimal(38, 4)
    ) as amount
from parts
left join account_units on parts.account_key = account_units.account_key
