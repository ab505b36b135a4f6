-- The accounts on the key-account list and those of class A, and whether the two agree.
-- grain: account_id
-- check: agreement in ('both', 'computed_only', 'listed_only')
select
    scored.account_id,
    scored.account_name,
    case
        when scored.is_key_account and ranked.abc_class = 'A' then 'both'
        when scored.is_key_account then 'listed_only'
        else 'computed_only'
    end as agreement,
    ranked.abc_class,
    scored.is_key_account,
    scored.key_reason,
    accounts.key_since,
    scored.owner,
    scored.salesperson,
    scored.region,
    scored.net_sales,
    ranked.sales_share,
    scored.last_order_on,
    scored.segment,
    scored.state
from scored_accounts as scored
inner join scoped_accounts as accounts on scored.account_key = accounts.account_key
inner join ranked_accounts as ranked on scored.account_key = ranked.account_key
where scored.picture_on = $as_of and (scored.is_key_account or ranked.abc_class = 'A')
order by agreement asc, scored.net_sales desc, scored.account_id asc
