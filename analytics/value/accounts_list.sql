-- The scope's accounts as the tables show them: everything of the picture, the class, the year before.
-- grain: account_id
-- check: abc_class is not null
select
    scored.* exclude (picture_on, account_key),
    lines.borderline,
    lines.borderline_step,
    lines.borderline_score,
    before.net_sales_before,
    ranked.sales_share,
    ranked.abc_class
from scored_accounts as scored
inner join ranked_accounts as ranked on scored.account_key = ranked.account_key
left join accounts_before as before on scored.account_key = before.account_key
left join borderlines as lines
    on scored.picture_on = lines.picture_on and scored.account_key = lines.account_key
where scored.picture_on = $as_of
order by scored.net_sales desc, scored.account_id asc
