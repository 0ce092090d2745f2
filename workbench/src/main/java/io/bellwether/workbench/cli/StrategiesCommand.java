package io.bellwether.workbench.cli;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether strategies}: what strategies there are, and what can be set about them. */
@Command(
    name = "strategies",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Lists the strategies, their parameters and their accounts, as packaged.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong command line, or no such strategy"},
    footer = {"", "Examples:", "  bellwether strategies list", "  bellwether strategies show rsi2"})
final class StrategiesCommand implements Runnable {
  private final StrategyCatalog catalog = StrategyCatalog.standard();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  StrategiesCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      version = Main.VERSION,
      description = "Lists the strategies there are.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:done", "2:wrong command line"},
      footer = {"", "Example:", "  bellwether strategies list"})
  void list() {
    StrategySheet.list(catalog, StrategyBook.packaged()).forEach(this::print);
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      version = Main.VERSION,
      description = "Shows a strategy: its parameters, its account and the limits of its risk.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:done", "2:wrong command line, or no such strategy"},
      footer = {
        "",
        "Examples:",
        "  bellwether strategies show rsi2",
        "  bellwether strategies show rsi2 --timeframe 5m"
      })
  void show(
      @Parameters(paramLabel = "NAME", description = "The strategy, such as rsi2.") String name,
      @Option(
              names = "--timeframe",
              paramLabel = "TF",
              description =
                  "Show the defaults on this timeframe. Default: the one it is packaged with.")
          @Nullable Timeframe timeframe) {
    StrategyDefinition definition = definition(name);
    Optional<StrategyVersion> packaged =
        StrategyBook.packaged().stream()
            .filter(version -> version.strategy().equals(name))
            .findFirst();
    Timeframe packagedTimeframe =
        packaged.map(StrategyVersion::timeframe).orElse(definition.defaultTimeframe());
    Timeframe shown = timeframe == null ? packagedTimeframe : timeframe;
    StrategySheet.show(definition, packaged, shown).forEach(this::print);
  }

  private StrategyDefinition definition(String name) {
    try {
      return catalog.definition(name);
    } catch (IllegalArgumentException e) {
      throw InputException.usage(String.valueOf(e.getMessage()));
    }
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
