-- Up to which share of net sales the classes A and B reach, and what money and returns cost, on one row.
-- grain: one row
-- check: a_share_to < b_share_to
select
    coalesce(cast(json_extract_string(saved.content, '$.a_share_to') as double), rates.a_share_to)
        as a_share_to,
    coalesce(cast(json_extract_string(saved.content, '$.b_share_to') as double), rates.b_share_to)
        as b_share_to,
    coalesce(
        cast(json_extract_string(saved.content, '$.cost_of_money_rate') as double), rates.cost_of_money_rate
    ) as cost_of_money_rate,
    coalesce(
        cast(json_extract_string(saved.content, '$.return_cost_rate') as double), rates.return_cost_rate
    ) as return_cost_rate
from concentration_rates as rates
left join (
    select arg_max(content, saved_at) as content
    from settings
    where what = 'concentration'
) as saved on true
