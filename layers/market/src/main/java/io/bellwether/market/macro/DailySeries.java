package io.bellwether.market.macro;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A series of one value a day, and when each was known: at noon in New York of the day after its
 * own, by when a closing value is published. A value that is revised later is not followed.
 *
 * @param values by the date they are of
 */
public record DailySeries(NavigableMap<LocalDate, Double> values) {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  /** What is older than a long weekend says nothing of today. */
  private static final int OLDEST_DAYS = 6;

  public DailySeries {
    values = Collections.unmodifiableNavigableMap(new TreeMap<>(values));
  }

  /** The latest value that was known at an instant; nothing if that is more than 6 days old. */
  public Optional<Double> knownAt(Instant instant) {
    var local = instant.atZone(ZONE);
    LocalDate today = local.toLocalDate();
    boolean published = !local.toLocalTime().isBefore(LocalTime.NOON);
    return Optional.ofNullable(values.floorEntry(today.minusDays(published ? 1 : 2)))
        .filter(entry -> !entry.getKey().isBefore(today.minusDays(OLDEST_DAYS)))
        .map(Map.Entry::getValue);
  }
}
