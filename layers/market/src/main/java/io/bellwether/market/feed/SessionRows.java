package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Provenance;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collects the bars of a provider that was asked for regular hours, in whatever order they come,
 * and makes a series of them: ascending, without duplicates, within the range asked for.
 *
 * <p>Such providers send local times or times without a zone, so an hour too many or too few is the
 * mistake to expect, theirs or ours. It shows in the bars themselves, and a series that shows it is
 * refused whole: a bar of the future, on a day without a session, before the open, off the
 * session's grid, or after the close on a day whose open has no bar. Bars after the close are
 * dropped otherwise: the closing auction may be sent as a bar of its own, and what traded after an
 * early close as an ordinary afternoon.
 */
final class SessionRows {
  /** Clocks may differ by this much. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final String provider;
  private final BarRequest request;
  private final TradingCalendar calendar;
  private final Instant now;
  private final TreeMap<Instant, double[]> rows = new TreeMap<>();

  /**
   * @param provider for messages
   * @param now no bar starts later than this
   */
  SessionRows(String provider, BarRequest request, TradingCalendar calendar, Instant now) {
    this.provider = provider;
    this.request = request;
    this.calendar = calendar;
    this.now = now;
  }

  /**
   * Takes a bar; the same one twice is one.
   *
   * @throws FeedException if there is another of the same time, with other values
   */
  void add(Instant start, double open, double high, double low, double close, double volume)
      throws FeedException {
    double[] row = {open, high, low, close, volume};
    double[] other = rows.put(start, row);
    if (other != null && !Arrays.equals(other, row)) {
      throw ProviderJson.malformed(
          provider,
          "two different bars of " + start,
          Arrays.toString(other) + " and " + Arrays.toString(row));
    }
  }

  /** The series. */
  Bars bars(Provenance provenance) throws FeedException {
    if (!request.timeframe().isDaily()) {
      checkTimes();
    }
    Bars.Builder bars = Bars.builder(request.symbol(), request.timeframe(), provenance);
    for (Map.Entry<Instant, double[]> row : rows.subMap(request.from(), request.to()).entrySet()) {
      double[] v = row.getValue();
      bars.add(row.getKey().toEpochMilli(), v[0], v[1], v[2], v[3], v[4]);
    }
    return bars.build();
  }

  /** Checks every bar and drops those after the close. */
  private void checkTimes() throws FeedException {
    if (!rows.isEmpty() && rows.lastKey().isAfter(now.plus(CLOCK_SKEW))) {
      throw wrongTime(rows.lastKey(), "which is in the future at " + now);
    }
    long length = request.timeframe().duration().toMillis();
    Optional<Session> session = Optional.empty();
    for (Instant start : rows.keySet().toArray(Instant[]::new)) {
      LocalDate date = calendar.dateAt(start);
      if (session.isEmpty() || !session.get().date().equals(date)) {
        session = sessionOf(date);
      }
      if (session.isEmpty() || start.isBefore(session.get().open())) {
        throw wrongTime(start, "which lies in no session");
      }
      Instant open = session.get().open();
      if (Duration.between(open, start).toMillis() % length != 0) {
        throw wrongTime(start, "which is off the grid from the open at " + open);
      }
      if (!start.isBefore(session.get().close())) {
        if (!rows.containsKey(open) && !open.isBefore(request.from())) {
          throw wrongTime(start, "after the close, and none of the open at " + open);
        }
        rows.remove(start);
      }
    }
  }

  private Optional<Session> sessionOf(LocalDate date) {
    boolean known = !date.isBefore(calendar.firstDate()) && !date.isAfter(calendar.lastDate());
    return known ? calendar.session(date) : Optional.empty();
  }

  private FeedException wrongTime(Instant start, String why) {
    return new FeedException(
        FeedException.Kind.MALFORMED,
        "%s sent a %s bar of %s at %s, %s: is its time zone another one? Nothing of it is used"
            .formatted(provider, request.timeframe(), request.symbol(), start, why));
  }
}
