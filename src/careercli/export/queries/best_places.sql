-- Where each role in `chosen` pays most: the ten states and the ten metropolitan areas with the highest medians.
--
-- By the rules of `careercli pay`: by the year, unless there is only hourly pay; a median known only to be at or above
-- a top code comes before one that is just as high. `clear`: the mean differs from that of the first place by more than
-- 1.96 of their combined standard errors. Nothing here allows for the cost of living: it is not in the data.
WITH known AS (
  SELECT role, pay_by_place.*, coalesce(median, median_at_or_above) AS amount
  FROM chosen JOIN pay_by_place ON pay_by_place.occupation = chosen.pay_occupation
  WHERE median IS NOT NULL OR median_at_or_above IS NOT NULL
),
periods AS (
  SELECT role, max(period) AS period FROM known GROUP BY role -- year comes after hour
),
ranked AS (
  SELECT known.*, places.name, places.type,
    row_number() OVER (
      PARTITION BY known.role, places.type
      ORDER BY amount DESC, CASE WHEN median IS NULL THEN 0 ELSE 1 END, places.name, places.place
    ) AS place_in_order
  FROM known
  JOIN periods ON periods.role = known.role AND periods.period = known.period
  JOIN places ON places.place = known.place
  WHERE places.type <> 'nation'
)
SELECT ranked.role, ranked.type, ranked.place_in_order, ranked.place, ranked.name, ranked.period,
  ranked.median, ranked.median_at_or_above, ranked.mean, ranked.error, ranked.employment, ranked.location_quotient,
  CASE WHEN ranked.place_in_order > 1 THEN
    abs(ranked.mean - best.mean) > 1.96e0 * sqrt(
      (best.mean * best.error / 100) * (best.mean * best.error / 100)
      + (ranked.mean * ranked.error / 100) * (ranked.mean * ranked.error / 100)
    )
  END AS clear,
  ranked.source, ranked.date
FROM ranked
JOIN ranked AS best ON best.role = ranked.role AND best.type = ranked.type AND best.place_in_order = 1
WHERE ranked.place_in_order <= 10
ORDER BY ranked.role, ranked.type, ranked.place_in_order
