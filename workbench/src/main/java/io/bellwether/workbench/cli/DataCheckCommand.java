package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.calendar.UnknownSessionException;
import io.bellwether.market.feed.CsvBars;
import io.bellwether.market.quality.SeriesComparison;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
      "Checks files of bars against the calendar and for prices that markets do not make,"
          + " as the live functions do before each decision; beyond that, for lines that cannot be"
          + " bars, bars without volume, stamps of a wrong clock, splits, and against a second"
          + " source.",
      "Bars outside the regular session are left out. Gaps in the last five sessions block, older"
          + " ones are warnings; a line that cannot be a bar, a price that cannot be, a spike, a"
          + " wrong clock or an unadjusted split blocks wherever it is."
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
      "  bellwether data check --bars TQQQ=tqqq.csv SQQQ=sqqq.csv --timeframe 1h",
      "  bellwether data check --bars TQQQ=raw.csv --basis raw --splits splits.csv",
      "  bellwether data check --bars QQQ=mine.csv --against other.csv.gz",
      "  bellwether data check --bars BTCUSDT=btc_1m.csv.gz --json"
    })
final class DataCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--bars",
      required = true,
      arity = "1..*",
      paramLabel = "SYMBOL=FILE",
      description = "Files of bars and the symbol of each: CSV, plain or gzipped.")
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
      description =
          "Aggregate to this timeframe first, such as 1h or 1d; gaps within its bars no longer"
              + " show then.")
  private @Nullable Timeframe timeframe;

  @Option(
      names = "--market",
      paramLabel = "MARKET",
      description =
          "Whose hours count: equities, the NYSE's sessions, or crypto, every minute of every day."
              + " Default: crypto for pairs such as BTCUSDT.")
  private @Nullable MarketKind market;

  @Option(
      names = "--splits",
      paramLabel = "FILE",
      description =
          "Known splits: CSV with the header symbol,ex_date,new_shares_per_old_share. A jump that"
              + " one explains does not block raw bars; one that raw bars do not show does.")
  private @Nullable Path splits;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "A second file of the same bars, to compare the only --bars with.")
  private @Nullable Path against;

  @Option(names = "--json", description = "Print all that was found as JSON, without a limit.")
  private boolean json;

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
    if (against != null && bars.size() != 1) {
      throw InputException.usage("--against compares with one file; give --bars one, not more");
    }
    List<SeriesCheck> checks = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    MarketKind kind = market();
    for (String argument : bars) {
      BarFiles.Named file = BarFiles.named(argument);
      CsvBars.Inspection read = BarFiles.inspect(file, basis, kind.calendar().zone());
      BarFiles.requireNew(seen, argument, read.bars());
      checks.add(check(file, read));
    }
    Optional<SeriesComparison> comparison =
        Optional.ofNullable(against).map(file -> compare(checks.getFirst().bars(), file));
    print(checks, comparison);
    return checks.stream().allMatch(SeriesCheck::isUsable) ? ExitCode.OK : ExitCode.DATA;
  }

  private MarketKind market() {
    return market != null
        ? market
        : MarketKind.of(bars.stream().map(BarFiles::named).map(BarFiles.Named::symbol).toList());
  }

  private void print(List<SeriesCheck> checks, Optional<SeriesComparison> comparison) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(CheckJson.of(checks, comparison));
      return;
    }
    TradingCalendar calendar = market().calendar();
    new CheckSheet(checks, calendar, limit).lines().forEach(out::println);
    comparison.ifPresent(
        found -> {
          out.println();
          Timeframe of = checks.getFirst().bars().timeframe();
          new ComparisonSheet(found, against + "", of, calendar).lines().forEach(out::println);
        });
  }

  private SeriesCheck check(BarFiles.Named file, CsvBars.Inspection read) {
    Optional<List<Split>> known =
        Optional.ofNullable(splits)
            .map(path -> CorporateActions.read(Optional.of(path), Optional.empty()))
            .map(actions -> actions.splits(file.symbol()));
    return explained(
        read.bars(), () -> SeriesCheck.of(read, Optional.ofNullable(timeframe), market(), known));
  }

  private SeriesComparison compare(Bars first, Path file) {
    BarFiles.requireFile("--against " + file, file);
    BarFiles.Named named = new BarFiles.Named(first.symbol(), file);
    TradingCalendar calendar = market().calendar();
    Bars read = BarFiles.inspect(named, basis, calendar.zone()).bars();
    return explained(
        read,
        () ->
            SeriesComparison.of(
                first, SeriesCheck.sessionBars(read, Optional.ofNullable(timeframe), calendar)));
  }

  /** What is wrong with a series is said with its name. */
  private <T> T explained(Bars series, Supplier<T> checking) {
    String what = series.symbol() + ", " + series.provenance().feed();
    TradingCalendar calendar = market().calendar();
    try {
      return checking.get();
    } catch (UnknownSessionException e) {
      throw BarFiles.unknownDates(series, calendar);
    } catch (IllegalArgumentException e) {
      throw InputException.data(what + ": " + e.getMessage());
    }
  }
}
