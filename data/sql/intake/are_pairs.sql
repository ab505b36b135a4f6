-- Whether each arriving record was found once, and beside no loaded one that another was found beside.
-- grain: are_pairs

select count(*) = $records and count(place) = count(distinct place) as are_pairs
from classified
