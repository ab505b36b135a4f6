-- What each account of the scope earned in the window, and what remains after money outstanding and returns.
-- Cost of returns: the rate of what came back, and in full where a credit note has no cost: nothing came.
-- grain: account_key
-- check: account_id is not null
-- kept: from one question to the next
with returned as (
    select
        account_key,
        -sum(amount) as returned,
        -sum(amount - margin_amount) as credited_only
    from scoped_orders
    where account_key is not null and amount < 0 and order_date between $window_from and $as_of
    group by account_key
)

select
    scored.account_key,
    scored.account_id,
    scored.account_name,
    scored.region,
    scored.salesperson,
    scored.industry,
    scored.is_key_account,
    scored.key_reason,
    scored.owner,
    scored.segment,
    scored.state,
    scored.last_order_on,
    scored.net_sales,
    scored.margin,
    scored.margin_known_share,
    scored.orders,
    collections.outstanding,
    collections.overdue,
    collections.collection_days,
    coalesce(collections.cost_of_money, 0) as cost_of_money,
    cast(coalesce(returned.returned, 0) as decimal(38, 4)) as returned,
    cast(
        coalesce(returned.returned * marks.return_cost_rate + greatest(returned.credited_only, 0), 0)
        as decimal(38, 4)
    ) as cost_of_returns
from scored_accounts as scored
cross join abc_marks as marks
left join collections on scored.account_key = collections.account_key
left join returned on scored.account_key = returned.account_key
where scored.picture_on = $as_of and (scored.orders > 0 or scored.net_sales <> 0)
