package io.bellwether.workbench.cli;

import io.bellwether.research.report.RunComparison.Dates;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Periods as {@code 2015-01-01..2019-12-31}, both dates included. */
final class PeriodNotation {
  private PeriodNotation() {}

  /** The periods of {@code --period}, in their order. */
  static List<Dates> read(List<String> texts, Complaints complaints) {
    List<Dates> periods = new ArrayList<>();
    for (String text : texts) {
      complaints
          .of(() -> parse(text))
          .ifPresent(
              period -> complaints.of(() -> requireNew(period, periods)).ifPresent(periods::add));
    }
    return periods;
  }

  private static Dates parse(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw wrong(text, "must be FROM..TO, such as 2015-01-01..2019-12-31");
    }
    try {
      LocalDate from = LocalDate.parse(text.substring(0, dots));
      LocalDate to = LocalDate.parse(text.substring(dots + 2));
      if (to.isBefore(from)) {
        throw wrong(text, "ends before it begins");
      }
      return new Dates(from, to);
    } catch (DateTimeParseException e) {
      throw wrong(text, "must be two dates that exist, such as 2015-01-01..2019-12-31");
    }
  }

  private static Dates requireNew(Dates period, List<Dates> earlier) {
    if (earlier.contains(period)) {
      throw wrong(period.from() + ".." + period.to(), "is given twice");
    }
    return period;
  }

  private static InputException wrong(String text, String why) {
    return InputException.usage("--period '" + text + "' " + why);
  }
}
