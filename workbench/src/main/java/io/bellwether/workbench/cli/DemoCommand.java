package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Bars;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.research.report.RunResult;
import io.bellwether.research.report.TimeFormat;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.workbench.market.SimulatedMarket;
import io.bellwether.workbench.market.SimulationSettings;
import io.bellwether.workbench.replay.Portfolio;
import io.bellwether.workbench.replay.ReplaySpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether demo}: a quarter of a simulated market, without data, keys or a cloud. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Replays a quarter of a simulated market with ema-crossover and with rsi2, each in an account"
          + " of its own, through the real functions.",
      "The market is made up from a seed: its volatility, gaps and fat tails resemble QQQ's, its"
          + " returns say nothing of any strategy's worth."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line"})
final class DemoCommand implements Callable<Integer> {
  private static final BigDecimal CAPITAL = new BigDecimal("10000");

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Which market to make up. Default: 7.")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      defaultValue = "2025-07-01",
      description = "First date. Default: 2025-07-01.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      defaultValue = "2025-09-30",
      description = "Last date. Default: 2025-09-30.")
  private LocalDate to;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "output",
      description = "Where results are written. Default: output.")
  private Path output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  DemoCommand() {}

  @Override
  public Integer call() throws IOException {
    if (to.isBefore(from)) {
      throw InputException.usage("--to " + to + " is before --from " + from);
    }
    ReplayCommand.requireWritable(output);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    err.println("Making up a market from seed " + seed);
    TradingCalendar calendar = new NyseCalendar();
    SimulatedMarket market =
        SimulatedMarket.generate(SimulationSettings.of(seed, from, to), calendar);
    List<RunResult> results = new ArrayList<>();
    for (StrategyVersion version : StrategyBook.packaged()) {
      Path directory = output.resolve(version.strategy());
      List<JsonNode> analysed = new ArrayList<>();
      RunResult result =
          ReplayCommand.replay(replay(version, market), directory, err, analysed::add);
      ReplayCommand.finish(result, directory, ReportFormat.HTML, out);
      analysed.forEach(answer -> AnalysisLines.of(answer).forEach(out::println));
      out.println();
      results.add(result);
    }
    Bars daily = SessionBars.aggregate(market.bars("TQQQ"), Timeframe.DAY, calendar);
    RunResult both =
        Portfolio.of(
            results,
            daily.between(
                from.atStartOfDay(calendar.zone()).toInstant(),
                to.plusDays(1).atStartOfDay(calendar.zone()).toInstant()));
    ReplayCommand.write(both, output, TimeFormat.instants(), ReportFormat.HTML, out);
    return ExitCode.OK;
  }

  private ReplaySpec replay(StrategyVersion packaged, SimulatedMarket market) {
    AccountSettings settings = packaged.account();
    StrategyVersion version =
        new StrategyVersion(
            packaged.strategy(),
            1,
            Optional.empty(),
            true,
            settings,
            packaged.symbols(),
            packaged.timeframe(),
            packaged.basis(),
            List.of(FeedName.ALPACA),
            packaged.parameters(),
            "demo",
            packaged.createdAt(),
            false);
    List<Bars> bars = packaged.symbols().stream().map(market::bars).toList();
    return new ReplaySpec(
        version, bars, from, to, CAPITAL, CostModels.byName("alpaca"), Slippage.DEFAULT);
  }
}
