-- The cells of the cube: how many active accounts each holds, their money, and their largest segment.
-- grain: r_score, f_score, m_score
-- check: accounts >= 0 and (segment is null) = (accounts = 0)
with scored as (
    select *
    from scored_accounts
    where picture_on = $as_of and segment is not null
),

mixed as (
    select
        r_score,
        f_score,
        m_score,
        segment,
        count(*) as accounts
    from scored
    group by r_score, f_score, m_score, segment
),

largest as (
    select
        mixed.r_score,
        mixed.f_score,
        mixed.m_score,
        arg_max(mixed.segment, (mixed.accounts, -eight_segments.position)) as segment,
        max(mixed.accounts) as accounts
    from mixed
    inner join eight_segments on mixed.segment = eight_segments.segment
    group by mixed.r_score, mixed.f_score, mixed.m_score
),

sums as (
    select
        r_score,
        f_score,
        m_score,
        count(*) as accounts,
        sum(net_sales) as net_sales,
        sum(margin) as margin,
        avg(recency_days) as average_recency_days
    from scored
    group by r_score, f_score, m_score
)

select
    cells.r_score,
    cells.f_score,
    cells.m_score,
    coalesce(sums.accounts, 0) as accounts,
    cast(coalesce(sums.net_sales, 0) as decimal(38, 4)) as net_sales,
    cast(sums.margin as decimal(38, 4)) as margin,
    largest.segment,
    cast(largest.accounts as double) / sums.accounts as segment_share,
    cast(coalesce(sums.accounts, 0) as double) / nullif(sum(sums.accounts) over (), 0) as accounts_share,
    case
        when sum(sums.net_sales) over () > 0
            then cast(coalesce(sums.net_sales, 0) as double) / cast(sum(sums.net_sales) over () as double)
    end as sales_share,
    sums.average_recency_days,
    cells.weighted_score,
    cells.tier,
    cells.published_segment,
    cells.second_name
from cells
left join sums
    on
        cells.r_score = sums.r_score
        and cells.f_score = sums.f_score
        and cells.m_score = sums.m_score
left join largest
    on
        cells.r_score = largest.r_score
        and cells.f_score = largest.f_score
        and cells.m_score = largest.m_score
where $method <> 'pymc' or greatest(cells.r_score, cells.f_score, cells.m_score) <= 4
order by cells.r_score desc, cells.f_score desc, cells.m_score desc
