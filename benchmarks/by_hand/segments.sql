-- The segments and states with their accounts and net sales, from the hand-written RFM.
-- grain: segment
-- check: accounts >= 0
with labels as (
    select *
    from (
        values
        ('important_value'), ('important_develop'), ('important_keep'), ('important_win_back'),
        ('general_value'), ('general_develop'), ('general_keep'), ('general_win_back'),
        ('lapsed_important'), ('lapsed_general'), ('never_purchased'), ('unassigned')
    ) as names (segment)
),

counted as (
    select
        coalesce(segment, state) as segment,
        count(*) as accounts,
        sum(monetary) as net_sales
    from rfm
    group by 1
    union all
    select
        'unassigned' as segment,
        0 as accounts,
        sum(amount) as net_sales
    from orders
    where account_key is null and order_date between $window_from and $as_of
)

select
    labels.segment,
    coalesce(counted.accounts, 0) as accounts,
    coalesce(counted.net_sales, 0) as net_sales
from labels
left join counted on labels.segment = counted.segment
order by labels.segment
