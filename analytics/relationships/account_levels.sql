-- The relationship level of each account of the scope at the as-of date, with its window: none means not
-- assessed.
-- grain: account_key
-- check: level is null or level between 1 and 4
-- check: corner is null or level is not null
select
    scored_accounts.account_key,
    scored_accounts.account_id,
    scored_accounts.account_name,
    scored_accounts.region,
    scored_accounts.salesperson,
    coalesce(scored_accounts.segment, scored_accounts.state) as segment,
    scored_accounts.net_sales,
    level_spans.level,
    level_spans.level_before,
    level_spans.from_on as assessed_on,
    level_spans.assessed_by,
    level_spans.note,
    case
        when scored_accounts.segment like 'important%' then level_corners.corner_when_important
        when
            scored_accounts.segment like 'general%'
            or scored_accounts.state in ('lapsed_general', 'never_purchased')
            then level_corners.corner_when_general
    end as corner
from scored_accounts
left join level_spans
    on
        scored_accounts.account_key = level_spans.account_key
        and level_spans.from_on <= $as_of
        and level_spans.until_on > $as_of
left join level_corners on level_spans.level = level_corners.level
where scored_accounts.picture_on = $as_of
order by scored_accounts.net_sales desc, scored_accounts.account_id asc
