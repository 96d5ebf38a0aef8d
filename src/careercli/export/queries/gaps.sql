-- The gap from every role in `chosen` to every role in `targets`, by area, the least gap first.
--
-- By the rules of `careercli gap` (docs/methods.md): an item is needed if its importance at the target is 50 of 100 or
-- more; `coverage` is the share of the level needed that is there, in percent, weighted by importance; `higher` counts
-- the items needed at a clearly higher level. Only roles that are rated in the area, by one vocabulary.
WITH areas AS (
  SELECT 'skills' AS section, 'knowledge' AS area, 5.4e0 AS typical_error
  UNION ALL SELECT 'skills', 'skills', 2.3e0
  UNION ALL SELECT 'duties', 'general work activities', 6.0e0
),
rated AS (
  SELECT roles.role, roles.vocabulary, items.area, items.item, areas.typical_error,
    max(position) FILTER (WHERE scale = 'importance') AS importance,
    max(position) FILTER (WHERE scale = 'level') AS level,
    max(standard_error) FILTER (WHERE scale = 'level') AS error,
    count(*) FILTER (WHERE scale = 'level') > 0 AS has_level,
    count(*) FILTER (WHERE scale = 'level' AND is_not_relevant) > 0 AS is_not_relevant
  FROM ratings
  JOIN roles ON roles.role = ratings.role
  JOIN items ON items.vocabulary = roles.vocabulary AND items.section = ratings.section AND items.item = ratings.item
  JOIN areas ON areas.section = items.section AND areas.area = items.area
  WHERE roles.role IN (SELECT role FROM chosen) OR roles.role IN (SELECT role FROM targets)
  GROUP BY roles.role, roles.vocabulary, items.area, items.item, areas.typical_error
  HAVING count(*) FILTER (WHERE scale = 'importance') > 0
),
levels AS (
  SELECT here.role AS from_role, there.role AS to_role, there.area, there.item, there.importance,
    CASE WHEN here.is_not_relevant THEN 0 ELSE here.level END AS at_from,
    there.level AS at_to,
    there.importance >= 50 AND there.has_level AND here.has_level AND NOT there.is_not_relevant
      AND there.level IS NOT NULL AND (here.is_not_relevant OR here.level IS NOT NULL) AS is_needed,
    sqrt(
      coalesce(nullif(here.error, 0), here.typical_error) * coalesce(nullif(here.error, 0), here.typical_error)
      + coalesce(nullif(there.error, 0), there.typical_error) * coalesce(nullif(there.error, 0), there.typical_error)
    ) AS error
  FROM rated AS there
  JOIN rated AS here ON here.vocabulary = there.vocabulary AND here.area = there.area AND here.item = there.item
    AND here.role <> there.role
  WHERE there.role IN (SELECT role FROM targets) AND here.role IN (SELECT role FROM chosen)
),
weighed AS (
  SELECT from_role, to_role, area, importance, coalesce(is_needed, false) AS is_needed,
    CASE WHEN at_to > at_from THEN at_from / at_to ELSE 1 END AS there,
    floor((at_to - at_from) * 100 + 0.5) / 100 AS difference,
    error
  FROM levels
),
areas_of_pairs AS (
  SELECT from_role, to_role, area,
    count(*) AS rated,
    count(*) FILTER (WHERE is_needed) AS needed,
    count(*) FILTER (WHERE is_needed AND difference >= 5 AND difference > 1.96e0 * error) AS higher,
    sum(importance * there) FILTER (WHERE is_needed) / sum(importance) FILTER (WHERE is_needed) * 100 AS coverage
  FROM weighed GROUP BY from_role, to_role, area
)
SELECT to_role, area,
  rank() OVER (PARTITION BY to_role, area ORDER BY coverage DESC) AS place_in_order,
  from_role, rated, needed, higher, coverage
FROM areas_of_pairs
WHERE coverage IS NOT NULL
ORDER BY to_role, area, place_in_order, from_role
