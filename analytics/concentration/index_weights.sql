-- The indices of a ranking and the weights they have until others are set: those of the official ranking in
-- force, else the shipped ones.
-- grain: index_name
-- check: weight >= 0
select
    indices.index_name,
    indices.index_group,
    indices.is_lower_better,
    coalesce(
        cast(json_extract_string(own.weights, '$.' || indices.index_name) as double),
        cast(indices.weight as double)
    ) as weight,
    indices.place
from indices
left join (
    select max(weights) as weights
    from saved_rankings
    where is_in_force
) as own on true
order by indices.place
