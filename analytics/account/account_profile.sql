-- One account at the as-of date: who it is, what it is worth, how it is scored, its rhythm and when its next
-- order is due, its relationship level and its last recorded loss.
-- grain: account_id
-- check: next_order_due_on is null or next_order_due_on > last_order_on
with last_losses as (
    select
        valued_losses.lost_on,
        valued_losses.reason,
        valued_losses.won_back_on
    from valued_losses
    inner join chosen_account on valued_losses.account_key = chosen_account.account_key
    qualify row_number() over (
        order by valued_losses.lost_on desc, valued_losses.sales_lost desc, valued_losses.reason asc
    ) = 1
)

select
    scored_accounts.* exclude (account_key, picture_on),
    borderlines.borderline,
    borderlines.borderline_step,
    borderlines.borderline_score,
    cast(
        scored_accounts.last_order_on
        + to_days(cast(round(scored_accounts.usual_interval_days) as integer)) as date
    ) as next_order_due_on,
    account_levels.level,
    account_levels.level_before,
    account_levels.assessed_on,
    account_levels.assessed_by,
    account_levels.corner,
    last_losses.lost_on,
    last_losses.reason as lost_reason,
    last_losses.won_back_on,
    accounts.account_kind,
    accounts.size,
    accounts.own_revenue,
    accounts.credit_grade,
    accounts.credit_limit,
    accounts.payment_days,
    accounts.risk_flag,
    accounts.key_since
from scored_accounts
inner join chosen_account on scored_accounts.account_key = chosen_account.account_key
inner join scoped_accounts as accounts on scored_accounts.account_key = accounts.account_key
inner join account_levels on scored_accounts.account_key = account_levels.account_key
left join last_losses on true
left join borderlines
    on
        scored_accounts.picture_on = borderlines.picture_on
        and scored_accounts.account_key = borderlines.account_key
where scored_accounts.picture_on = $as_of
order by scored_accounts.account_id
