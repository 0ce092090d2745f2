package io.bellwether.market.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sessions that differ from the rules: closures and early closes announced at short notice. Written
 * as {@code 2026-12-24=closed,2027-01-04=13:00}; times are the venue's, and the regular close
 * (16:00 in New York) makes a full session of a day the rules close.
 *
 * @param changes what holds instead of the rules, by date
 */
public record CalendarOverrides(SortedMap<LocalDate, Change> changes) {
  /** No overrides. */
  public static final CalendarOverrides NONE = new CalendarOverrides(new TreeMap<>());

  private static final String EXPECTED =
      "expected date=closed or date=HH:mm, as in 2027-01-04=13:00";

  /** What happens on a date instead of what the rules say. */
  public sealed interface Change {}

  /** There is no session. */
  public record Closed() implements Change {}

  /**
   * There is a session from the regular open until {@code time}.
   *
   * @param time the close, in the venue's time zone
   */
  public record ClosesAt(LocalTime time) implements Change {}

  public CalendarOverrides {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }

  /**
   * Reads overrides from configuration. Blank text is no overrides.
   *
   * @throws IllegalArgumentException if anything in the text is wrong; the message lists all of it
   */
  public static CalendarOverrides parse(String text) {
    SortedMap<LocalDate, Change> changes = new TreeMap<>();
    List<String> errors = new ArrayList<>();
    for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
      try {
        addEntry(entry.strip(), changes);
      } catch (IllegalArgumentException e) {
        errors.add(String.valueOf(e.getMessage()));
      }
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("calendar overrides: " + String.join("; ", errors));
    }
    return new CalendarOverrides(changes);
  }

  private static void addEntry(String entry, SortedMap<LocalDate, Change> changes) {
    int equals = entry.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("'" + entry + "': " + EXPECTED);
    }
    LocalDate date;
    Change change;
    try {
      date = LocalDate.parse(entry.substring(0, equals).strip());
      String value = entry.substring(equals + 1).strip();
      change = value.equals("closed") ? new Closed() : new ClosesAt(LocalTime.parse(value));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + entry + "': " + EXPECTED, e);
    }
    if (changes.putIfAbsent(date, change) != null) {
      throw new IllegalArgumentException("'" + entry + "': " + date + " is given twice");
    }
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return changes.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + label(entry.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String label(Change change) {
    return switch (change) {
      case Closed() -> "closed";
      case ClosesAt(LocalTime time) -> time.toString();
    };
  }
}
