package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.calendar.UnknownSessionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether data check}: whether files of bars are fit to trade on. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Checks files of bars against the NYSE calendar and for prices that markets do not make,"
          + " as the live functions do before each decision.",
      "Bars outside the regular session are left out. Gaps in the last five sessions block, older"
          + " ones are warnings; a price that cannot be, a spike or an unadjusted split blocks"
          + " wherever it is."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every series is usable; there may be warnings",
      "2:wrong command line",
      "3:a file cannot be read, or a series is not fit to trade on"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether data check --bars TQQQ=tqqq_5m.csv.gz",
      "  bellwether data check --bars TQQQ=tqqq.csv SQQQ=sqqq.csv --timeframe 1h"
    })
final class DataCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--bars",
      required = true,
      arity = "1..*",
      paramLabel = "SYMBOL=FILE",
      description = "Files of bars, and the symbol of each: CSV, plain or .gz. May be repeated.")
  private List<String> bars;

  @Option(
      names = "--basis",
      paramLabel = "BASIS",
      defaultValue = "split",
      description = "Price basis of the files: raw, split, split-dividend. Default: split.")
  private PriceBasis basis;

  @Option(
      names = "--timeframe",
      paramLabel = "TF",
      description = "Aggregate to this timeframe first, such as 1h or 1d.")
  private @Nullable Timeframe timeframe;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Issues shown of each series, the blocking ones first. Default: 20.")
  private int limit;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  DataCheckCommand() {}

  @Override
  public Integer call() {
    if (limit < 0) {
      throw InputException.usage("--limit must be 0 or more, not " + limit);
    }
    TradingCalendar calendar = new NyseCalendar();
    List<SeriesCheck> checks = new ArrayList<>();
    for (Bars series : BarFiles.read(bars, basis)) {
      checks.add(check(series, calendar));
    }
    CheckSheet sheet = new CheckSheet(checks, calendar, limit);
    sheet.lines().forEach(spec.commandLine().getOut()::println);
    return checks.stream().anyMatch(check -> check.report().blocks()) ? ExitCode.DATA : ExitCode.OK;
  }

  private SeriesCheck check(Bars series, TradingCalendar calendar) {
    String what = series.symbol() + ", " + series.provenance().feed();
    try {
      return SeriesCheck.of(series, Optional.ofNullable(timeframe), calendar);
    } catch (UnknownSessionException e) {
      throw InputException.data(
          what
              + ": bars from "
              + calendar.dateAt(series.start(0))
              + " to "
              + calendar.dateAt(series.lastStart())
              + ", but the calendar knows "
              + calendar.firstDate()
              + " to "
              + calendar.lastDate()
              + ": cut the file");
    } catch (IllegalArgumentException e) {
      throw InputException.data(what + ": " + e.getMessage());
    }
  }
}
