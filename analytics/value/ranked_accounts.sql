-- The scope's accounts by net sales in the window, with shares, cumulated shares and ABC class.
-- grain: account_key
-- check: abc_class in ('A', 'B', 'C')
-- check: cumulative_sales_share is null or cumulative_sales_share >= cumulative_accounts_share - 1e-9
-- kept: from one question to the next
with ranked as (
    select
        account_key,
        account_id,
        account_name,
        net_sales,
        sum(net_sales) over () as total,
        count(*) over () as accounts,
        row_number() over (order by net_sales desc, account_id asc) as place,
        sum(net_sales) over (
            order by net_sales desc, account_id asc rows between unbounded preceding and current row
        ) as made_with
    from scored_accounts
    where picture_on = $as_of and net_sales > 0
)

select
    ranked.account_key,
    ranked.account_id,
    ranked.account_name,
    ranked.net_sales,
    cast(ranked.net_sales as double) / cast(ranked.total as double) as sales_share,
    cast(ranked.made_with as double) / cast(ranked.total as double) as cumulative_sales_share,
    cast(ranked.place as double) / ranked.accounts as cumulative_accounts_share,
    case
        when ranked.made_with - ranked.net_sales < marks.a_share_to * ranked.total then 'A'
        when ranked.made_with - ranked.net_sales < marks.b_share_to * ranked.total then 'B'
        else 'C'
    end as abc_class
from ranked
cross join abc_marks as marks
union all
select
    account_key,
    account_id,
    account_name,
    net_sales,
    null as sales_share,
    null as cumulative_sales_share,
    null as cumulative_accounts_share,
    'C' as abc_class
from scored_accounts
where picture_on = $as_of and net_sales <= 0
