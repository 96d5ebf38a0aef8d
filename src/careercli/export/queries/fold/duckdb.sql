-- The key under which names match: see docs/methods/names.md.
CREATE OR REPLACE MACRO singular(word) AS CASE
  WHEN length(word) > 4 AND regexp_matches(word, 'ies$') THEN left(word, length(word) - 3) || 'y'
  WHEN length(word) > 4 AND regexp_matches(word, '(sses|shes|ches|xes)$') THEN left(word, length(word) - 2)
  WHEN length(word) > 4 AND regexp_matches(word, 'men$') THEN left(word, length(word) - 3) || 'man'
  WHEN length(word) > 3 AND regexp_matches(word, '[^sui]s$') THEN left(word, length(word) - 1)
  ELSE word
END;
CREATE OR REPLACE MACRO long_form(word) AS CASE word
  WHEN 'tech' THEN 'technician'
  WHEN 'rep' THEN 'representative'
  WHEN 'mgr' THEN 'manager'
  WHEN 'asst' THEN 'assistant'
  WHEN 'doctor' THEN 'physician'
  WHEN 'adviser' THEN 'advisor'
  WHEN 'counsellor' THEN 'counselor'
  ELSE word
END;
CREATE OR REPLACE MACRO fold(name) AS left(array_to_string([
  long_form(singular(word)) FOR word IN regexp_extract_all(
    regexp_replace(
      regexp_replace(lower(replace(replace(name, '&', ' and '), '_', ' ')), '[''’]s\b', '', 'g'), '[''’.]', '', 'g'
    ),
    '[\pL\pN]+'
  )
  IF word NOT IN ('the', 'a', 'an', 'of', 'and')
], ''), 120);
