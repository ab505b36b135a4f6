-- Words and written reasons in one plain form: full-width letters narrow, small letters, marks dropped, and
-- one space before each run of Latin letters or digits, so that a word is found where a run begins ("late"
-- is in "too late", not in "plate") and a Chinese word anywhere.
-- grain: text
-- check: plain is not null
select
    text,
    regexp_replace(
        regexp_replace(
            lower(
                translate(
                    nfc_normalize(text),
                    '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
                    '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
                )
            ),
            '[^\p{L}\p{N}]*([\p{Latin}\p{N}]+)', ' \1', 'g'
        ),
        '[^\p{L}\p{N} ]+|\s+$', '', 'g'
    ) as plain
from (
    select distinct reason as text
    from churn
    where reason is not null
    union
    select word as text
    from words_in_force
) as texts
