-- The 125 cells of the cube, each with its weighted score, its tier and the name its method's makers give.
-- grain: r_score, f_score, m_score
-- check: tier is not null and weighted_score >= 0
with scores_of_axis as (
    select cast(unnest([1, 2, 3, 4, 5]) as integer) as score
),

weighted as (
    select
        r.score as r_score,
        f.score as f_score,
        m.score as m_score,
        $weights[1] * r.score + $weights[2] * f.score + $weights[3] * m.score as weighted_score,
        ($weights[1] + $weights[2] + $weights[3])
        * case when $method = 'pymc' then 4 else 5 end as largest_score
    from scores_of_axis as r
    cross join scores_of_axis as f
    cross join scores_of_axis as m
)

select
    weighted.r_score,
    weighted.f_score,
    weighted.m_score,
    weighted.weighted_score,
    (
        select arg_max(tiers.tier, tiers.position)
        from tiers
        where weighted.weighted_score * 100 >= $tiers[tiers.position] * weighted.largest_score
    ) as tier,
    (
        select arg_min(named.published_segment, named.position)
        from published_segments as named
        where
            weighted.r_score between named.r_from and named.r_to
            and weighted.f_score between named.f_from and named.f_to
            and weighted.m_score between named.m_from and named.m_to
    ) as published_segment,
    case
        when $method = 'pymc' then null
        when $naming = 'own'
            then
                $names_of_cells[
                    (weighted.r_score - 1) * 25 + (weighted.f_score - 1) * 5 + weighted.m_score
                ]
        when $naming = 'eleven'
            then (
                select arg_min(named.second_name, named.position)
                from eleven_names as named
                where
                    weighted.r_score between named.r_from and named.r_to
                    and weighted.f_score between named.f_from and named.f_to
                    and weighted.m_score between named.m_from and named.m_to
            )
    end as second_name
from weighted
