-- Every pair of the roles in `chosen`: what both state, what one states, and what is unknown, by section.
--
-- By the rules of `careercli compare` (docs/methods.md). An item of a section is
--   shared                  if both state it
--   only_from, only_to      if one states it, and there is data of that kind for the other
--   unknown_from, _to       if one states it, and there is none for the other: it may apply to that too
--   denied                  if all that is said of it denies it
-- `contested` counts the items on which sources contradict each other. from_role comes before to_role by id.
--
-- Most of the work is the join of `matches`: all else has a row for each role or each pair.
WITH numbered AS (
  SELECT role, vocabulary, row_number() OVER (ORDER BY role) AS n FROM chosen
),
kinds AS (
  SELECT section, kind, row_number() OVER (ORDER BY section, kind) AS k
  FROM (SELECT DISTINCT section, kind FROM cells WHERE section <> 'reports_to') AS found
),
stated AS (
  SELECT n, k, vocabulary, cells.section, item, is_stated, agreement = 'contested' AS is_contested
  FROM cells
  JOIN numbered ON numbered.role = cells.role
  JOIN kinds ON kinds.section = cells.section AND kinds.kind = cells.kind
),
-- Items that some role denies, or that are not data of one kind and one vocabulary: few.
odd_items AS (
  SELECT section, item FROM stated GROUP BY section, item
  HAVING min(k) <> max(k) OR min(vocabulary) <> max(vocabulary) OR bool_and(is_stated AND NOT is_contested) = false
),
-- The hint is for Spark, which would make one task of so small a table.
plain AS (
  SELECT /*+ REPARTITION(32, n) */ stated.n, stated.section, stated.item
  FROM stated LEFT JOIN odd_items ON odd_items.section = stated.section AND odd_items.item = stated.item
  WHERE odd_items.item IS NULL
),
matches AS (
  SELECT one.n AS a, two.n AS b,
    count(*) FILTER (WHERE one.section = 'duties') AS duties,
    count(*) FILTER (WHERE one.section = 'requirements') AS requirements,
    count(*) FILTER (WHERE one.section = 'skills') AS skills,
    count(*) FILTER (WHERE one.section = 'environment') AS environment,
    count(*) FILTER (WHERE one.section = 'interests') AS interests
  FROM plain AS one
  JOIN plain AS two ON two.section = one.section AND two.item = one.item AND two.n > one.n
  GROUP BY one.n, two.n
),
amounts AS (
  SELECT n, vocabulary, k, section,
    count(*) FILTER (WHERE is_stated) AS items,
    count(*) FILTER (WHERE NOT is_stated) AS denied,
    count(*) FILTER (WHERE is_contested) AS contested
  FROM stated GROUP BY n, vocabulary, k, section
),
totals AS (
  SELECT numbered.n,
    coalesce(sum(items) FILTER (WHERE section = 'duties'), 0) AS duties,
    coalesce(sum(items) FILTER (WHERE section = 'requirements'), 0) AS requirements,
    coalesce(sum(items) FILTER (WHERE section = 'skills'), 0) AS skills,
    coalesce(sum(items) FILTER (WHERE section = 'environment'), 0) AS environment,
    coalesce(sum(items) FILTER (WHERE section = 'interests'), 0) AS interests,
    coalesce(sum(denied), 0) AS denied,
    coalesce(sum(contested), 0) AS contested
  FROM numbered LEFT JOIN amounts ON amounts.n = numbered.n
  GROUP BY numbered.n
),
-- Which kinds of data a role lacks: of these nothing is known. All of another vocabulary is unknown, too.
lacks AS (
  SELECT numbered.n, kinds.k
  FROM numbered
  CROSS JOIN kinds
  LEFT JOIN amounts ON amounts.n = numbered.n AND amounts.k = kinds.k
  WHERE coalesce(amounts.items, 0) = 0
),
unknown AS (
  SELECT amounts.n, lacks.n AS other, amounts.section, amounts.items
  FROM amounts
  JOIN lacks ON lacks.k = amounts.k AND lacks.n <> amounts.n
  JOIN numbered ON numbered.n = lacks.n AND numbered.vocabulary = amounts.vocabulary
  UNION ALL
  SELECT amounts.n, numbered.n, amounts.section, amounts.items
  FROM amounts
  JOIN numbered ON numbered.vocabulary <> amounts.vocabulary
),
moved AS (
  SELECT least(n, other) AS a, greatest(n, other) AS b,
    coalesce(sum(items) FILTER (WHERE section = 'duties' AND n < other), 0) AS duties_a,
    coalesce(sum(items) FILTER (WHERE section = 'duties' AND n > other), 0) AS duties_b,
    coalesce(sum(items) FILTER (WHERE section = 'requirements' AND n < other), 0) AS requirements_a,
    coalesce(sum(items) FILTER (WHERE section = 'requirements' AND n > other), 0) AS requirements_b,
    coalesce(sum(items) FILTER (WHERE section = 'skills' AND n < other), 0) AS skills_a,
    coalesce(sum(items) FILTER (WHERE section = 'skills' AND n > other), 0) AS skills_b,
    coalesce(sum(items) FILTER (WHERE section = 'environment' AND n < other), 0) AS environment_a,
    coalesce(sum(items) FILTER (WHERE section = 'environment' AND n > other), 0) AS environment_b,
    coalesce(sum(items) FILTER (WHERE section = 'interests' AND n < other), 0) AS interests_a,
    coalesce(sum(items) FILTER (WHERE section = 'interests' AND n > other), 0) AS interests_b
  FROM unknown GROUP BY least(n, other), greatest(n, other)
),
-- The matches of the odd items, one by one.
odd_stated AS (
  SELECT stated.* FROM stated JOIN odd_items ON odd_items.section = stated.section AND odd_items.item = stated.item
),
odd_matches AS (
  SELECT one.n AS a, two.n AS b, one.section,
    CASE WHEN one.is_stated AND two.is_stated THEN 1 ELSE 0 END AS shared,
    CASE WHEN one.is_stated THEN 1 ELSE 0 END AS in_a,
    CASE WHEN two.is_stated THEN 1 ELSE 0 END AS in_b,
    CASE WHEN one.is_contested AND two.is_contested THEN 1 ELSE 0 END AS contested,
    CASE WHEN of_b.n IS NULL AND one.vocabulary = two.vocabulary THEN 0 ELSE 1 END AS was_unknown_a,
    CASE WHEN of_a.n IS NULL AND one.vocabulary = two.vocabulary THEN 0 ELSE 1 END AS was_unknown_b
  FROM odd_stated AS one
  JOIN odd_stated AS two ON two.section = one.section AND two.item = one.item AND two.n > one.n
  LEFT JOIN lacks AS of_b ON of_b.n = two.n AND of_b.k = one.k
  LEFT JOIN lacks AS of_a ON of_a.n = one.n AND of_a.k = two.k
),
odd AS (
  SELECT a, b,
    coalesce(sum(shared) FILTER (WHERE section = 'duties'), 0) AS duties,
    coalesce(sum(in_a - shared - in_a * (1 - was_unknown_a)) FILTER (WHERE section = 'duties'), 0) AS duties_only_a,
    coalesce(sum(in_b - shared - in_b * (1 - was_unknown_b)) FILTER (WHERE section = 'duties'), 0) AS duties_only_b,
    coalesce(sum(in_a * was_unknown_a) FILTER (WHERE section = 'duties'), 0) AS duties_known_a,
    coalesce(sum(in_b * was_unknown_b) FILTER (WHERE section = 'duties'), 0) AS duties_known_b,
    coalesce(sum(shared) FILTER (WHERE section = 'requirements'), 0) AS requirements,
    coalesce(sum(in_a - shared - in_a * (1 - was_unknown_a)) FILTER (WHERE section = 'requirements'), 0) AS requirements_only_a,
    coalesce(sum(in_b - shared - in_b * (1 - was_unknown_b)) FILTER (WHERE section = 'requirements'), 0) AS requirements_only_b,
    coalesce(sum(in_a * was_unknown_a) FILTER (WHERE section = 'requirements'), 0) AS requirements_known_a,
    coalesce(sum(in_b * was_unknown_b) FILTER (WHERE section = 'requirements'), 0) AS requirements_known_b,
    coalesce(sum(shared) FILTER (WHERE section = 'skills'), 0) AS skills,
    coalesce(sum(in_a - shared - in_a * (1 - was_unknown_a)) FILTER (WHERE section = 'skills'), 0) AS skills_only_a,
    coalesce(sum(in_b - shared - in_b * (1 - was_unknown_b)) FILTER (WHERE section = 'skills'), 0) AS skills_only_b,
    coalesce(sum(in_a * was_unknown_a) FILTER (WHERE section = 'skills'), 0) AS skills_known_a,
    coalesce(sum(in_b * was_unknown_b) FILTER (WHERE section = 'skills'), 0) AS skills_known_b,
    coalesce(sum(shared) FILTER (WHERE section = 'environment'), 0) AS environment,
    coalesce(sum(in_a - shared - in_a * (1 - was_unknown_a)) FILTER (WHERE section = 'environment'), 0) AS environment_only_a,
    coalesce(sum(in_b - shared - in_b * (1 - was_unknown_b)) FILTER (WHERE section = 'environment'), 0) AS environment_only_b,
    coalesce(sum(in_a * was_unknown_a) FILTER (WHERE section = 'environment'), 0) AS environment_known_a,
    coalesce(sum(in_b * was_unknown_b) FILTER (WHERE section = 'environment'), 0) AS environment_known_b,
    coalesce(sum(shared) FILTER (WHERE section = 'interests'), 0) AS interests,
    coalesce(sum(in_a - shared - in_a * (1 - was_unknown_a)) FILTER (WHERE section = 'interests'), 0) AS interests_only_a,
    coalesce(sum(in_b - shared - in_b * (1 - was_unknown_b)) FILTER (WHERE section = 'interests'), 0) AS interests_only_b,
    coalesce(sum(in_a * was_unknown_a) FILTER (WHERE section = 'interests'), 0) AS interests_known_a,
    coalesce(sum(in_b * was_unknown_b) FILTER (WHERE section = 'interests'), 0) AS interests_known_b,
    sum(1 - shared) AS denied,
    sum(contested) AS contested
  FROM odd_matches GROUP BY a, b
)
SELECT one.role AS from_role, two.role AS to_role,
  CAST(coalesce(matches.duties, 0) + coalesce(odd.duties, 0) AS BIGINT) AS duties_shared,
  CAST(of_a.duties - coalesce(matches.duties, 0) - coalesce(moved.duties_a, 0) + coalesce(odd.duties_only_a, 0) AS BIGINT) AS duties_only_from,
  CAST(of_b.duties - coalesce(matches.duties, 0) - coalesce(moved.duties_b, 0) + coalesce(odd.duties_only_b, 0) AS BIGINT) AS duties_only_to,
  CAST(coalesce(moved.duties_a, 0) - coalesce(odd.duties_known_a, 0) AS BIGINT) AS duties_unknown_from,
  CAST(coalesce(moved.duties_b, 0) - coalesce(odd.duties_known_b, 0) AS BIGINT) AS duties_unknown_to,
  CAST(coalesce(matches.requirements, 0) + coalesce(odd.requirements, 0) AS BIGINT) AS requirements_shared,
  CAST(of_a.requirements - coalesce(matches.requirements, 0) - coalesce(moved.requirements_a, 0) + coalesce(odd.requirements_only_a, 0) AS BIGINT) AS requirements_only_from,
  CAST(of_b.requirements - coalesce(matches.requirements, 0) - coalesce(moved.requirements_b, 0) + coalesce(odd.requirements_only_b, 0) AS BIGINT) AS requirements_only_to,
  CAST(coalesce(moved.requirements_a, 0) - coalesce(odd.requirements_known_a, 0) AS BIGINT) AS requirements_unknown_from,
  CAST(coalesce(moved.requirements_b, 0) - coalesce(odd.requirements_known_b, 0) AS BIGINT) AS requirements_unknown_to,
  CAST(coalesce(matches.skills, 0) + coalesce(odd.skills, 0) AS BIGINT) AS skills_shared,
  CAST(of_a.skills - coalesce(matches.skills, 0) - coalesce(moved.skills_a, 0) + coalesce(odd.skills_only_a, 0) AS BIGINT) AS skills_only_from,
  CAST(of_b.skills - coalesce(matches.skills, 0) - coalesce(moved.skills_b, 0) + coalesce(odd.skills_only_b, 0) AS BIGINT) AS skills_only_to,
  CAST(coalesce(moved.skills_a, 0) - coalesce(odd.skills_known_a, 0) AS BIGINT) AS skills_unknown_from,
  CAST(coalesce(moved.skills_b, 0) - coalesce(odd.skills_known_b, 0) AS BIGINT) AS skills_unknown_to,
  CAST(coalesce(matches.environment, 0) + coalesce(odd.environment, 0) AS BIGINT) AS environment_shared,
  CAST(of_a.environment - coalesce(matches.environment, 0) - coalesce(moved.environment_a, 0) + coalesce(odd.environment_only_a, 0) AS BIGINT) AS environment_only_from,
  CAST(of_b.environment - coalesce(matches.environment, 0) - coalesce(moved.environment_b, 0) + coalesce(odd.environment_only_b, 0) AS BIGINT) AS environment_only_to,
  CAST(coalesce(moved.environment_a, 0) - coalesce(odd.environment_known_a, 0) AS BIGINT) AS environment_unknown_from,
  CAST(coalesce(moved.environment_b, 0) - coalesce(odd.environment_known_b, 0) AS BIGINT) AS environment_unknown_to,
  CAST(coalesce(matches.interests, 0) + coalesce(odd.interests, 0) AS BIGINT) AS interests_shared,
  CAST(of_a.interests - coalesce(matches.interests, 0) - coalesce(moved.interests_a, 0) + coalesce(odd.interests_only_a, 0) AS BIGINT) AS interests_only_from,
  CAST(of_b.interests - coalesce(matches.interests, 0) - coalesce(moved.interests_b, 0) + coalesce(odd.interests_only_b, 0) AS BIGINT) AS interests_only_to,
  CAST(coalesce(moved.interests_a, 0) - coalesce(odd.interests_known_a, 0) AS BIGINT) AS interests_unknown_from,
  CAST(coalesce(moved.interests_b, 0) - coalesce(odd.interests_known_b, 0) AS BIGINT) AS interests_unknown_to,
  CAST(of_a.denied + of_b.denied - coalesce(odd.denied, 0) AS BIGINT) AS denied,
  CAST(of_a.contested + of_b.contested - coalesce(odd.contested, 0) AS BIGINT) AS contested
FROM numbered AS one
JOIN numbered AS two ON two.n > one.n
JOIN totals AS of_a ON of_a.n = one.n
JOIN totals AS of_b ON of_b.n = two.n
LEFT JOIN matches ON matches.a = one.n AND matches.b = two.n
LEFT JOIN moved ON moved.a = one.n AND moved.b = two.n
LEFT JOIN odd ON odd.a = one.n AND odd.b = two.n
