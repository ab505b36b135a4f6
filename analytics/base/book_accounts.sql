-- Every account known at the as-of date, with its home attributes: the list's, else its latest order's.
-- grain: account_key
-- check: account_id is not null and known_on <= $as_of
-- kept: from one question to the next
with known as (
    select
        account_key,
        first_seen_on
    from order_homes
    union all
    select
        account_key,
        first_seen_on
    from recorded_accounts
    union all
    select
        account_key,
        date '0001-01-01' as first_seen_on
    from listed_accounts
),

since as (
    select
        account_key,
        min(first_seen_on) as known_on
    from known
    group by account_key
)

select
    since.account_key,
    coalesce(bears.account_id, keys.account_match) as account_id,
    coalesce(bears.account_name, bears.account_id, keys.account_match) as account_name,
    since.known_on,
    listed.parent,
    listed.owner,
    coalesce(listed.is_key_account, false) as is_key_account,
    listed.key_reason,
    listed.key_since,
    listed.account_type,
    listed.account_kind,
    listed.industry,
    coalesce(listed.region, homes.region) as region,
    coalesce(listed.department, homes.department) as department,
    coalesce(listed.salesperson, homes.salesperson) as salesperson,
    homes.sales_point,
    listed.size,
    listed.own_revenue,
    listed.credit_grade,
    listed.credit_limit,
    listed.payment_days,
    listed.risk_flag,
    listed.fit_score
from since
inner join account_keys as keys on since.account_key = keys.account_key
left join account_names_in_force as bears on since.account_key = bears.account_key
left join listed_accounts as listed on since.account_key = listed.account_key
left join order_homes as homes on since.account_key = homes.account_key
