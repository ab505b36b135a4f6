-- What the accounts lists say of each account; of a group, the parent's own row goes first.
-- grain: account_key
-- check: account_key is not null
with listed as (
    select
        account_units.unit_key,
        (
            account_units.named_key = account_units.unit_key,
            account_units.own_key = account_units.unit_key,
            accounts.source,
            accounts.row
        ) as precedence,
        accounts.*
    from accounts
    inner join account_units on accounts.account_key = account_units.account_key
    where accounts.added_in <= $version and (accounts.removed_in is null or accounts.removed_in > $version)
)

select
    unit_key as account_key,
    arg_max(parent, precedence) as parent,
    arg_max(owner, precedence) as owner,
    arg_max(is_key_account, precedence) as is_key_account,
    arg_max(key_reason, precedence) as key_reason,
    arg_max(key_since, precedence) as key_since,
    arg_max(account_type, precedence) as account_type,
    arg_max(account_kind, precedence) as account_kind,
    arg_max(industry, precedence) as industry,
    arg_max(region, precedence) as region,
    arg_max(department, precedence) as department,
    arg_max(salesperson, precedence) as salesperson,
    arg_max(size, precedence) as size,
    arg_max(own_revenue, precedence) as own_revenue,
    arg_max(credit_grade, precedence) as credit_grade,
    arg_max(credit_limit, precedence) as credit_limit,
    arg_max(payment_days, precedence) as payment_days,
    arg_max(risk_flag, precedence) as risk_flag,
    arg_max(fit_score, precedence) as fit_score
from listed
group by unit_key
