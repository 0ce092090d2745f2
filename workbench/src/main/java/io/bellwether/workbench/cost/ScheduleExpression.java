package io.bellwether.workbench.cost;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When a schedule of EventBridge runs, in the syntax of <a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">its user
 * guide</a>: {@code cron(...)} of six fields, {@code rate(...)} or {@code at(...)}. Times are the
 * schedule's own local ones; the hour that a change of clocks skips or repeats is counted once.
 *
 * <p>Of the wildcards of days, {@code L} alone in the day of the month is understood, {@code W},
 * {@code #} and {@code L} after a number are not.
 */
sealed interface ScheduleExpression {
  /** How often it runs in a month. */
  long runsIn(YearMonth month);

  /**
   * Reads an expression.
   *
   * @throws CostException if it is none, or one that cannot be counted
   */
  static ScheduleExpression parse(String text) {
    Matcher call = Grammar.CALL.matcher(text.strip());
    if (!call.matches()) {
      throw Grammar.unreadable(text, "it must be cron(...), rate(...) or at(...)");
    }
    String argument = call.group(2).strip();
    return switch (call.group(1)) {
      case "cron" -> Grammar.cron(text, argument);
      case "rate" -> Grammar.rate(text, argument);
      default -> Grammar.once(text, argument);
    };
  }

  /** Runs at the minutes of the hours of the days that all fields allow. */
  record Cron(
      BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, BitSet years)
      implements ScheduleExpression {
    @Override
    public long runsIn(YearMonth month) {
      if (!months.get(month.getMonthValue()) || !years.get(month.getYear())) {
        return 0;
      }
      long matching =
          IntStream.rangeClosed(1, month.lengthOfMonth())
              .mapToObj(month::atDay)
              .filter(this::allows)
              .count();
      return matching * hours.cardinality() * minutes.cardinality();
    }

    private boolean allows(LocalDate date) {
      boolean last = days.get(Grammar.LAST_DAY) && date.getDayOfMonth() == date.lengthOfMonth();
      return (last || days.get(date.getDayOfMonth()))
          && weekdays.get(date.getDayOfWeek().getValue() % 7 + 1);
    }
  }

  /** Runs again after a period, from some moment on. */
  record Rate(long minutes) implements ScheduleExpression {
    @Override
    public long runsIn(YearMonth month) {
      long length = month.lengthOfMonth() * Grammar.MINUTES_OF_DAY;
      return (length + minutes - 1) / minutes;
    }
  }

  /** Runs once. */
  record Once(LocalDateTime at) implements ScheduleExpression {
    @Override
    public long runsIn(YearMonth month) {
      return YearMonth.from(at).equals(month) ? 1 : 0;
    }
  }

  /** How expressions are written. */
  final class Grammar {
    /** Stands in the set of days for the last day of a month. */
    static final int LAST_DAY = 0;

    static final long MINUTES_OF_DAY = 24 * 60;

    private static final Pattern CALL = Pattern.compile("(cron|rate|at)\\(([^()]*)\\)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})\\s+(minute|hour|day)s?");
    private static final Pattern PART = Pattern.compile("(\\*|\\w+)(?:-(\\w+))?(?:/(\\d{1,4}))?");
    private static final List<String> WEEKDAYS =
        List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private Grammar() {}

    private static ScheduleExpression rate(String text, String argument) {
      Matcher rate = RATE.matcher(argument);
      if (!rate.matches() || Long.parseLong(rate.group(1)) == 0) {
        throw unreadable(text, "a rate is a number and minutes, hours or days");
      }
      long unit =
          switch (rate.group(2)) {
            case "minute" -> 1;
            case "hour" -> 60;
            default -> MINUTES_OF_DAY;
          };
      return new Rate(Long.parseLong(rate.group(1)) * unit);
    }

    private static ScheduleExpression once(String text, String argument) {
      try {
        return new Once(LocalDateTime.parse(argument));
      } catch (DateTimeParseException e) {
        throw unreadable(text, "a time is written as 2026-11-20T15:30:00");
      }
    }

    private static ScheduleExpression cron(String text, String argument) {
      List<String> fields = List.of(argument.split("\\s+"));
      if (fields.size() != 6) {
        throw unreadable(text, "cron has six fields, not " + fields.size());
      }
      if (fields.get(2).equals("?") == fields.get(4).equals("?")) {
        throw unreadable(text, "one of day-of-month and day-of-week must be ?, not both");
      }
      Function<String, Integer> number = field -> number(text, field);
      BitSet days = new BitSet();
      if (fields.get(2).equals("L")) {
        days.set(LAST_DAY);
      } else {
        days = values(text, fields.get(2), 1, 31, number);
      }
      return new Cron(
          values(text, fields.get(0), 0, 59, number),
          values(text, fields.get(1), 0, 23, number),
          days,
          values(text, fields.get(3), 1, 12, field -> named(text, field, monthNames())),
          values(text, fields.get(4), 1, 7, field -> named(text, field, WEEKDAYS)),
          values(text, fields.get(5), 1970, 2199, number));
    }

    private static BitSet values(
        String text, String field, int low, int high, Function<String, Integer> value) {
      BitSet values = new BitSet();
      if (field.equals("?")) {
        values.set(low, high + 1);
        return values;
      }
      for (String part : field.split(",", -1)) {
        Matcher match = PART.matcher(part);
        if (!match.matches()) {
          throw unreadable(text, "'" + part + "' cannot be counted");
        }
        boolean all = match.group(1).equals("*");
        int step = match.group(3) == null ? 1 : Integer.parseInt(match.group(3));
        int from = all ? low : value.apply(match.group(1));
        int to = from;
        if (match.group(2) != null) {
          to = value.apply(match.group(2));
        } else if (all || match.group(3) != null) {
          to = high;
        }
        if (from < low || to > high || from > to || step == 0) {
          throw unreadable(text, "'%s' is not within %d to %d".formatted(part, low, high));
        }
        for (int i = from; i <= to; i += step) {
          values.set(i);
        }
      }
      return values;
    }

    private static List<String> monthNames() {
      return Stream.of(Month.values()).map(month -> month.name().substring(0, 3)).toList();
    }

    private static int named(String text, String field, List<String> names) {
      int index = names.indexOf(field.toUpperCase(Locale.ROOT));
      return index < 0 ? number(text, field) : index + 1;
    }

    private static int number(String text, String field) {
      if (!field.matches("[0-9]{1,4}")) {
        throw unreadable(text, "'" + field + "' cannot be counted");
      }
      return Integer.parseInt(field);
    }

    private static CostException unreadable(String text, String why) {
      return new CostException("schedule '" + text + "': " + why);
    }
  }
}
