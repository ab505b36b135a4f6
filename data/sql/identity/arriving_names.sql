-- Names that arrive and that no account has yet, each with its account and first record.
-- grain: name_match

select
    s.name_match,
    min(s.account) as account,
    min(s.account_name) as account_name,
    min(s.first_row) // 4294967296 as file_no,
    min(s.first_row) % 4294967296 as row
from named as s
left join account_names as n on s.name_match = n.name_match and n.removed_in is null
where s.name_match is not null and n.name_match is null
group by s.name_match
order by file_no, row
