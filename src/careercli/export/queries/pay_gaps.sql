-- Every pair of the roles in `chosen`: how much more the second pays than the first, or why that is not known.
--
-- By the rules of `careercli compare` (docs/methods.md): figures of unlike statistics, currencies, periods, dates or
-- places are not subtracted, nor official figures of one occupation. `basis` own: of the roles' own pay; nearest: of
-- what is published for their nearest occupations. Percentages are not rounded. from_role comes before to_role by id.
WITH numbered AS (
  SELECT role, is_occupation, row_number() OVER (ORDER BY role) AS n FROM chosen
),
paid AS (
  SELECT pay.*, n, is_occupation,
    max(CASE WHEN basis = 'nearest' THEN 1 ELSE 0 END) OVER (PARTITION BY n) AS has_nearest
  FROM pay JOIN numbered ON numbered.role = pay.role
),
-- The estimates that a gap on each basis may be of: an occupation's own pay counts on both.
sides AS (
  SELECT paid.*, 'own' AS side, row_number() OVER (PARTITION BY n ORDER BY number) - 1 AS pos
  FROM paid WHERE basis = 'own'
  UNION ALL
  SELECT paid.*, 'nearest' AS side, row_number() OVER (PARTITION BY n ORDER BY number) - 1 AS pos
  FROM paid WHERE basis = 'nearest' OR (has_nearest = 0 AND is_occupation)
),
-- The hint is for Spark, which would make one task of so small a table.
placed AS (
  SELECT /*+ REPARTITION(32, n) */ firsts.*, dense_rank() OVER (PARTITION BY n, side ORDER BY first_pos) - 1 AS place_pos
  FROM (SELECT sides.*, min(pos) OVER (PARTITION BY n, side, place) AS first_pos FROM sides) AS firsts
),
-- The occupations that official estimates are for, and which estimates of two roles are for the same.
occupations AS (
  SELECT n, side, pos, nearest_scheme AS scheme, nearest_code AS code
  FROM sides WHERE is_official AND basis = 'nearest'
  UNION ALL
  SELECT n, side, pos, scheme, code
  FROM sides JOIN codes ON codes.role = sides.role AND codes.match = 'exact'
  WHERE is_official AND basis = 'own'
),
same AS (
  SELECT DISTINCT one.n AS a, two.n AS b, one.side, one.pos AS pos_a, two.pos AS pos_b
  FROM occupations AS one
  JOIN occupations AS two ON two.side = one.side AND two.scheme = one.scheme AND two.code = one.code AND two.n > one.n
),
-- All pairs of estimates but those: which of them is preferred, as a number, the lowest first.
compared AS (
  SELECT one.n AS a, two.n AS b, one.side,
    one.amount IS NOT NULL AS has_a,
    two.amount IS NOT NULL AS has_b,
    one.at_or_above IS NOT NULL OR two.at_or_above IS NOT NULL AS has_top,
    CASE WHEN one.statistic = two.statistic AND one.amount IS NOT NULL AND two.amount IS NOT NULL THEN
      (((CASE WHEN one.currency <> two.currency THEN 1 ELSE 0 END
        + CASE WHEN one.period <> two.period THEN 1 ELSE 0 END
        + CASE WHEN one.is_official AND two.is_official AND one.date IS DISTINCT FROM two.date THEN 1 ELSE 0 END
        + CASE WHEN one.is_official AND two.is_official AND one.place IS DISTINCT FROM two.place THEN 1 ELSE 0 END
        ) * 10000
        + CASE WHEN one.is_official AND two.is_official THEN one.place_pos + two.place_pos ELSE 0 END
        ) * 10
        + CASE WHEN one.period <> 'year' THEN 1 ELSE 0 END + CASE WHEN two.period <> 'year' THEN 1 ELSE 0 END
        ) * 10
        + CASE one.statistic WHEN 'median' THEN 0 WHEN 'mean' THEN 1 ELSE 2 END
    END AS preference,
    one.pos AS pos_a,
    two.pos AS pos_b
  FROM placed AS one
  JOIN placed AS two ON two.side = one.side AND two.n > one.n
  LEFT JOIN same ON same.a = one.n AND same.b = two.n AND same.side = one.side
    AND same.pos_a = one.pos AND same.pos_b = two.pos
  WHERE same.a IS NULL AND (one.side = 'own' OR one.has_nearest + two.has_nearest > 0)
),
-- The preferred pair; of a tie those listed first, and then those listed first for the first role.
best AS (
  SELECT a, b, side,
    max(CASE WHEN has_a THEN 1 ELSE 0 END) AS has_a,
    max(CASE WHEN has_b THEN 1 ELSE 0 END) AS has_b,
    max(CASE WHEN has_top THEN 1 ELSE 0 END) AS has_top,
    min((CAST(preference AS BIGINT) * 10000 + pos_a + pos_b) * 10000 + pos_a) AS chosen
  FROM compared GROUP BY a, b, side
),
found AS (
  SELECT best.*,
    mod(chosen, 10000) AS pos_a,
    mod(CAST(floor(chosen / 10000) AS BIGINT), 10000) - mod(chosen, 10000) AS pos_b
  FROM best
),
-- The mean beside each estimate, which differs from it in its statistic only.
means AS (
  SELECT n, side, pos, mean, mean_error
  FROM (
    SELECT one.n, one.side, one.pos, two.amount AS mean, two.error AS mean_error,
      row_number() OVER (PARTITION BY one.n, one.side, one.pos ORDER BY two.pos) AS place_in_order
    FROM sides AS one
    JOIN sides AS two ON two.n = one.n AND two.side = one.side AND two.statistic = 'mean'
      AND two.currency = one.currency AND two.period = one.period
      AND two.nearest_scheme IS NOT DISTINCT FROM one.nearest_scheme
      AND two.nearest_code IS NOT DISTINCT FROM one.nearest_code
      AND two.nearest_title IS NOT DISTINCT FROM one.nearest_title
      AND two.place IS NOT DISTINCT FROM one.place
      AND two.date IS NOT DISTINCT FROM one.date
  ) AS beside
  WHERE place_in_order = 1
),
details AS (
  SELECT sides.n, sides.side, sides.pos, amount, currency, period, statistic, place, date, is_official, mean, mean_error
  FROM sides LEFT JOIN means ON means.n = sides.n AND means.side = sides.side AND means.pos = sides.pos
),
bases AS (
  SELECT numbered.n, numbered.role, each_basis.basis,
    max(CASE WHEN sides.n IS NULL THEN 0 ELSE 1 END) AS has_pay,
    coalesce(max(has_nearest), 0) AS has_nearest
  FROM numbered
  CROSS JOIN (SELECT 'own' AS basis UNION ALL SELECT 'nearest') AS each_basis
  LEFT JOIN sides ON sides.n = numbered.n AND sides.side = each_basis.basis
  GROUP BY numbered.n, numbered.role, each_basis.basis
),
gaps AS (
  SELECT one.role AS from_role, two.role AS to_role, one.basis,
    CASE
      WHEN one.has_pay = 0 OR two.has_pay = 0 THEN CASE one.basis WHEN 'own' THEN 'no-pay' ELSE 'no-official-pay' END
      WHEN one.basis = 'nearest' AND one.has_nearest + two.has_nearest = 0 THEN 'own-official-pay'
      WHEN found.a IS NULL THEN 'same-occupation'
      WHEN chosen IS NULL AND has_a + has_b = 2 THEN 'unlike-statistics'
      WHEN chosen IS NULL AND has_top = 1 THEN 'top-coded'
      WHEN chosen IS NULL THEN 'no-amount'
      WHEN of_a.currency <> of_b.currency THEN 'currencies'
      WHEN of_a.period <> of_b.period THEN 'periods'
      WHEN of_a.is_official AND of_b.is_official AND of_a.date IS DISTINCT FROM of_b.date THEN 'dates'
      WHEN of_a.is_official AND of_b.is_official AND of_a.place IS DISTINCT FROM of_b.place THEN 'places'
    END AS reason,
    of_a.amount AS from_amount,
    of_b.amount AS to_amount,
    floor((of_b.amount - of_a.amount) * 100 + 0.5) / 100 AS difference,
    of_a.currency,
    of_a.period,
    of_a.statistic,
    abs(of_a.mean - of_b.mean) > 1.96e0 * sqrt(
      (of_a.mean * of_a.mean_error / 100) * (of_a.mean * of_a.mean_error / 100)
      + (of_b.mean * of_b.mean_error / 100) * (of_b.mean * of_b.mean_error / 100)
    ) AS clear
  FROM bases AS one
  JOIN bases AS two ON two.basis = one.basis AND two.n > one.n
  LEFT JOIN found ON found.a = one.n AND found.b = two.n AND found.side = one.basis
  LEFT JOIN details AS of_a ON of_a.n = found.a AND of_a.side = found.side AND of_a.pos = found.pos_a
  LEFT JOIN details AS of_b ON of_b.n = found.b AND of_b.side = found.side AND of_b.pos = found.pos_b
)
SELECT from_role, to_role, basis, reason,
  CASE WHEN reason IS NULL THEN from_amount END AS from_amount,
  CASE WHEN reason IS NULL THEN to_amount END AS to_amount,
  CASE WHEN reason IS NULL THEN difference END AS difference,
  CASE WHEN reason IS NULL AND from_amount > 0 THEN difference / from_amount * 100 END AS percent_of_from,
  CASE WHEN reason IS NULL AND to_amount > 0 THEN difference / to_amount * 100 END AS percent_of_to,
  CASE WHEN reason IS NULL THEN currency END AS currency,
  CASE WHEN reason IS NULL THEN period END AS period,
  CASE WHEN reason IS NULL THEN statistic END AS statistic,
  CASE WHEN reason IS NULL THEN clear END AS clear
FROM gaps
