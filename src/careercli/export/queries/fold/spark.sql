-- The key under which names match: see docs/methods/names.md. Needs Spark 4.
CREATE OR REPLACE TEMPORARY FUNCTION fold(name STRING) RETURNS STRING RETURN left(array_join(transform(transform(
  filter(
    regexp_extract_all(
      regexp_replace(
        regexp_replace(lower(replace(replace(name, '&', ' and '), '_', ' ')), '[\'’]s\\b', ''), '[\'’.]', ''
      ),
      '[\\p{L}\\p{N}]+', 0
    ),
    word -> word NOT IN ('the', 'a', 'an', 'of', 'and')
  ),
  word -> CASE
    WHEN length(word) > 4 AND word RLIKE 'ies$' THEN concat(left(word, length(word) - 3), 'y')
    WHEN length(word) > 4 AND word RLIKE '(sses|shes|ches|xes)$' THEN left(word, length(word) - 2)
    WHEN length(word) > 4 AND word RLIKE 'men$' THEN concat(left(word, length(word) - 3), 'man')
    WHEN length(word) > 3 AND word RLIKE '[^sui]s$' THEN left(word, length(word) - 1)
    ELSE word
  END),
  word -> CASE word
    WHEN 'tech' THEN 'technician'
    WHEN 'rep' THEN 'representative'
    WHEN 'mgr' THEN 'manager'
    WHEN 'asst' THEN 'assistant'
    WHEN 'doctor' THEN 'physician'
    WHEN 'adviser' THEN 'advisor'
    WHEN 'counsellor' THEN 'counselor'
    ELSE word
  END), ''), 120);
