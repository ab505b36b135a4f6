-- The accounts from the most profitable down, the margin that those up to each make together, and the same
-- after the cost of money outstanding and of returns, with the class by each.
-- grain: account_id
-- check: margin is not null
with adjusted as (
    select
        *,
        cast(margin - cost_of_money - cost_of_returns as decimal(38, 4)) as adjusted_margin
    from account_margins
    where margin is not null
),

placed as (
    select
        *,
        row_number() over (order by margin desc, account_id asc) as place,
        row_number() over (order by adjusted_margin desc, account_id asc) as adjusted_place,
        sum(margin) over (
            order by margin desc, account_id asc rows between unbounded preceding and current row
        ) as cumulative_margin,
        sum(adjusted_margin) over (
            order by adjusted_margin desc, account_id asc rows between unbounded preceding and current row
        ) as cumulative_adjusted,
        sum(margin) over () as total_margin,
        sum(adjusted_margin) over () as total_adjusted,
        sum(greatest(margin, 0)) over () as positive_margin,
        sum(greatest(adjusted_margin, 0)) over () as positive_adjusted
    from adjusted
)

select
    placed.* exclude (account_key, positive_margin, positive_adjusted),
    case
        when placed.margin <= 0 then 'C'
        when placed.cumulative_margin - placed.margin < marks.a_share_to * placed.positive_margin then 'A'
        when placed.cumulative_margin - placed.margin < marks.b_share_to * placed.positive_margin then 'B'
        else 'C'
    end as margin_class,
    case
        when placed.adjusted_margin <= 0 then 'C'
        when
            placed.cumulative_adjusted - placed.adjusted_margin < marks.a_share_to * placed.positive_adjusted
            then 'A'
        when
            placed.cumulative_adjusted - placed.adjusted_margin < marks.b_share_to * placed.positive_adjusted
            then 'B'
        else 'C'
    end as adjusted_class
from placed
cross join abc_marks as marks
order by placed.place
