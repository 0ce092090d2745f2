package io.bellwether.workbench.cli;

import io.bellwether.analyst.session.KnownVix;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.macro.DailySeries;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --vix}: what the market expected to move, beside what it did. */
final class VixOption {
  private static final NyseCalendar CALENDAR = new NyseCalendar();

  /** The last value of a file is that of the session after it. */
  private static final int LONGEST_WEEKEND_DAYS = 4;

  @Option(
      names = "--vix",
      paramLabel = "FILE",
      description =
          "Daily bars of the VIX; a session has the close of the day before, which was known at its"
              + " own. Default: sessions without it.")
  private @Nullable Path vix;

  VixOption() {}

  /** What the file says was known at the close of each session, if one is named. */
  Optional<Bars> bars() {
    if (vix == null) {
      return Optional.empty();
    }
    Bars bars = BarFiles.index("--vix", vix, "VIX");
    if (!bars.timeframe().isDaily()) {
      throw InputException.data(
          "--vix %s: these are %s bars; give daily ones".formatted(vix, bars.timeframe()));
    }
    NavigableMap<LocalDate, Double> closes = new TreeMap<>();
    for (int i = 0; i < bars.size(); i++) {
      double close = bars.close()[i];
      // A value that no index can have is a hole in the file.
      if (close > 0 && Double.isFinite(close)) {
        closes.put(CALENDAR.dateAt(bars.start(i)), close);
      }
    }
    LocalDate first = CALENDAR.dateAt(bars.start(0));
    LocalDate last = CALENDAR.dateAt(bars.start(bars.size() - 1));
    return Optional.of(
        KnownVix.at(
            CALENDAR,
            new DailySeries(closes),
            bars.provenance(),
            first,
            last.plusDays(LONGEST_WEEKEND_DAYS)));
  }
}
