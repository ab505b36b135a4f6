-- RFM by the book's own ruler, written in one piece for one scope: 12 months, nothing filtered.
-- grain: account_id
-- check: state is not null
with names as (
    select
        account_key,
        max(account_id) as account_id
    from account_names
    where removed_in is null
    group by account_key
),

facts as (
    select
        account_key,
        count(*) filter (where order_date >= $window_from and amount >= 0) as frequency,
        coalesce(sum(amount) filter (where order_date >= $window_from), 0) as monetary
    from orders
    where account_key is not null and order_date <= $as_of
    group by account_key
),

days as (
    select distinct
        account_key,
        order_date
    from orders
    where account_key is not null and order_date <= $as_of and amount >= 0
),

gaps as (
    select
        account_key,
        order_date,
        datediff(
            'day', lag(order_date) over (partition by account_key order by order_date), order_date
        ) as gap
    from days
),

own as (
    select
        account_key,
        max(order_date) as last_order_on,
        case when count(*) >= 3 then median(gap) end as gap
    from gaps
    group by account_key
),

rhythms as (
    select
        account_key,
        last_order_on,
        datediff('day', last_order_on, $as_of) as recency_days,
        greatest(20, coalesce(gap, median(gap) over (), 90)) as interval_days
    from own
),

before_silence as (
    select
        orders.account_key,
        sum(orders.amount) as at_stake
    from orders
    inner join own on orders.account_key = own.account_key
    where
        orders.order_date <= own.last_order_on
        and orders.order_date > own.last_order_on - interval 12 month
    group by orders.account_key
),

ranked as (
    select
        *,
        median(frequency) over () as usual_frequency,
        sum(monetary) over () as total,
        sum(monetary) over (order by monetary desc) - sum(monetary) over (partition by monetary) as above
    from facts
    where frequency > 0
),

scored as (
    select
        *,
        case
            when frequency >= 2 * usual_frequency then 5
            when frequency >= usual_frequency and frequency >= 2 then 4
            when frequency >= 0.5 * usual_frequency then 3
            when frequency >= 0.25 * usual_frequency then 2
            else 1
        end as f_score,
        case
            when above < 0.5 * total and monetary > 0 then 5
            when above < 0.8 * total and monetary > 0 then 4
            when above < 0.95 * total and monetary > 0 then 3
            when above < 0.99 * total and monetary > 0 then 2
            else 1
        end as m_score
    from ranked
),

together as (
    select
        names.account_id,
        rhythms.last_order_on,
        rhythms.recency_days,
        rhythms.interval_days,
        facts.frequency,
        coalesce(facts.monetary, 0) as monetary,
        before_silence.at_stake,
        min(scored.monetary) filter (where scored.m_score >= 4) over () as important_from,
        case
            when scored.account_key is null then null
            when rhythms.recency_days <= 0.5 * rhythms.interval_days then 5
            when rhythms.recency_days <= rhythms.interval_days then 4
            when rhythms.recency_days <= 1.5 * rhythms.interval_days then 3
            when rhythms.recency_days <= 3 * rhythms.interval_days then 2
            else 1
        end as r_score,
        scored.f_score,
        scored.m_score
    from names
    left join facts on names.account_key = facts.account_key
    left join rhythms on names.account_key = rhythms.account_key
    left join before_silence on names.account_key = before_silence.account_key
    left join scored on names.account_key = scored.account_key
)

select
    *,
    case
        when last_order_on is null then 'never_purchased'
        when r_score is not null then 'active'
        when at_stake >= important_from then 'lapsed_important'
        else 'lapsed_general'
    end as state,
    case when m_score >= 4 then 'important_' else 'general_' end
    || case
        when r_score >= 3 and f_score >= 4 then 'value'
        when r_score >= 3 then 'develop'
        when f_score >= 4 then 'keep'
        when r_score is not null then 'win_back'
    end as segment
from together
order by account_id
