-- The ten roles most like each role in `chosen`, as `careercli similar` has them.
--
-- `is_related`: the publisher calls the two related. There is no score: all neighbours have much the same.
SELECT chosen.role, chosen.title, neighbours.rank AS place_in_order, neighbours.tier, neighbours.neighbour,
  other.title AS neighbour_title, related.related IS NOT NULL AS is_related, neighbours.source, neighbours.date
FROM chosen
JOIN neighbours ON neighbours.role = chosen.role
JOIN roles AS other ON other.role = neighbours.neighbour
LEFT JOIN related ON related.role = neighbours.role AND related.related = neighbours.neighbour
WHERE neighbours.rank <= 10
ORDER BY chosen.role, place_in_order
