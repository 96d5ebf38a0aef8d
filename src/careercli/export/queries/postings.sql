-- Postings or employees beside the market: which role each title means, and how its pay compares with official pay.
--
-- `postings` has the columns posting, title, place (a name, a postal code of a state, or a code), amount, currency and
-- period. A title means a role by the rules of docs/methods/names.md: role files first, then datasets with pay; a title
-- of one occupation, else the one clearly ahead. `reason` says why there is no role or no difference: no-role,
-- ambiguous, no-official-pay, currencies, periods, places, no-amount or top-coded. Figures unlike in currency, period or
-- place are not subtracted.
WITH forms_asked AS (
  SELECT DISTINCT title, fold(title) AS form FROM postings
),
candidates AS (
  SELECT asked.form, roles.role, is_title,
    CASE WHEN roles.source IS NULL THEN '' ELSE roles.dataset END AS reading,
    soc IS NOT NULL AS has_pay,
    lower(roles.title) LIKE '%all other' AS is_rest,
    greatest(weight, 1) * power(
      coalesce(nullif(employment, 0), 20000) * CASE WHEN soc IS NOT NULL AND is_detail THEN 0.03e0 ELSE 1e0 END, 0.7e0
    ) AS likelihood
  FROM (SELECT DISTINCT form FROM forms_asked) AS asked
  JOIN forms ON forms.form = asked.form
  JOIN roles ON roles.role = forms.role
),
ranked AS (
  SELECT candidates.*,
    row_number() OVER (PARTITION BY form, reading ORDER BY likelihood DESC, role) AS place_in_order,
    lead(likelihood) OVER (PARTITION BY form, reading ORDER BY likelihood DESC, role) AS next_likelihood,
    count(*) OVER (PARTITION BY form, reading) AS fits,
    count(*) FILTER (WHERE is_title) OVER (PARTITION BY form, reading) AS titles,
    max(CASE WHEN has_pay THEN 1 ELSE 0 END) OVER (PARTITION BY form, reading) AS any_pay
  FROM candidates
),
-- What a form means in the role files ('') or in one dataset: null if that is not clear.
readings AS (
  SELECT form, reading, max(any_pay) AS any_pay, max(fits) AS fits,
    max(CASE
      WHEN reading = '' THEN CASE WHEN fits = 1 THEN role END
      WHEN titles = 1 THEN CASE WHEN is_title THEN role END
      WHEN any_pay = 1 AND place_in_order = 1 AND likelihood >= 3.5e0 * coalesce(next_likelihood, 0)
        AND (is_title OR NOT is_rest) THEN role
    END) AS role
  FROM ranked GROUP BY form, reading
),
meanings AS (
  SELECT form, role, fits
  FROM (
    SELECT readings.*,
      row_number() OVER (
        PARTITION BY form ORDER BY CASE WHEN reading = '' THEN 0 WHEN any_pay = 1 THEN 1 ELSE 2 END, reading
      ) AS place_in_order
    FROM readings
  ) AS ordered
  WHERE place_in_order = 1
),
-- A state is known by its name, code or postal code, other places by name or code.
place_names AS (
  SELECT lower(name) AS name, min(place) AS place FROM (
    SELECT name, place FROM places
    UNION ALL SELECT place, place FROM places
    UNION ALL SELECT postal, place FROM places WHERE type = 'state'
  ) AS every_name GROUP BY lower(name)
),
matched AS (
  SELECT postings.posting, postings.title, postings.amount, postings.currency, postings.period,
    meanings.role, meanings.fits, roles.pay_occupation, place_names.place
  FROM postings
  LEFT JOIN forms_asked ON forms_asked.title = postings.title
  LEFT JOIN meanings ON meanings.form = forms_asked.form
  LEFT JOIN roles ON roles.role = meanings.role
  LEFT JOIN place_names ON place_names.name = lower(trim(postings.place))
),
beside AS (
  SELECT matched.*, median, median_at_or_above, p10, p25, p75, p90, source, date,
    CASE
      WHEN fits IS NULL THEN 'no-role'
      WHEN matched.role IS NULL THEN 'ambiguous'
      WHEN pay_occupation IS NULL THEN 'no-official-pay'
      WHEN coalesce(currency, '') <> 'USD' THEN 'currencies'
      WHEN coalesce(matched.period, '') NOT IN ('hour', 'year') THEN 'periods'
      WHEN matched.place IS NULL THEN 'places'
      WHEN pay_by_place.occupation IS NULL THEN 'no-official-pay'
      WHEN amount IS NULL THEN 'no-amount'
      WHEN median IS NULL AND median_at_or_above IS NOT NULL THEN 'top-coded'
      WHEN median IS NULL THEN 'no-amount'
    END AS reason
  FROM matched
  LEFT JOIN pay_by_place ON pay_by_place.occupation = matched.pay_occupation AND pay_by_place.place = matched.place
    AND pay_by_place.period = matched.period
)
SELECT posting, title, role, fits, place, period, amount, reason,
  CASE WHEN reason IS NULL THEN median END AS median,
  CASE WHEN reason IS NULL THEN floor((amount - median) * 100 + 0.5) / 100 END AS difference,
  CASE WHEN reason IS NULL AND median > 0
    THEN floor((amount - median) * 100 + 0.5) / 100 / median * 100 END AS percent_of_median,
  CASE WHEN reason IS NULL THEN
    CASE
      WHEN amount < p10 THEN 'below p10'
      WHEN amount < p25 THEN 'p10 to p25'
      WHEN amount < median THEN 'p25 to median'
      WHEN amount <= p75 THEN 'median to p75'
      WHEN amount <= p90 THEN 'p75 to p90'
      WHEN amount > p90 THEN 'above p90'
    END
  END AS band,
  source, date
FROM beside
