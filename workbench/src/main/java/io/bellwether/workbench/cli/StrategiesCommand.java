package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code bellwether strategies}: what strategies there are, what can be set about them, and which
 * of their versions is active.
 */
@Command(
    name = "strategies",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Lists the strategies, their parameters and their accounts, as packaged; and says which"
          + " version of each is active, on this machine or in a stage."
    },
    subcommands = {
      StrategiesDiffCommand.class,
      StrategiesAddCommand.class,
      StrategiesActivateCommand.class,
      StrategiesRollbackCommand.class,
      StrategiesShadowCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong command line, or no such strategy"},
    footer = {
      "",
      "Examples:",
      "  bellwether strategies list",
      "  bellwether strategies show rsi2",
      "  bellwether strategies activate rsi2 2 --reason \"the proposal convinces me\""
    })
final class StrategiesCommand implements Runnable {
  private final StrategyCatalog catalog = StrategyCatalog.standard();
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  StrategiesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      version = Main.VERSION,
      description = {
        "Lists the strategies there are, as packaged; with a state also which version is active."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:done", "1:the state cannot be read", "2:wrong command line"},
      footer = {
        "",
        "Examples:",
        "  bellwether strategies list",
        "  bellwether strategies list --stage dev"
      })
  void list(@Mixin StateOptions state) {
    boolean isThere = state.isThere();
    StrategySheet.list(catalog, StrategyBook.packaged()).forEach(this::print);
    if (isThere) {
      print("");
      VersionSheet.active(
              StrategyBook.packaged().stream()
                  .map(version -> versions(state, version.strategy()))
                  .toList())
          .forEach(this::print);
    }
  }

  private JsonNode versions(StateOptions state, String strategy) {
    return state.ask(StateOptions.payload("versions", strategy), surroundings.clock());
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      version = Main.VERSION,
      description = {
        "Shows a strategy: its parameters, its account and the limits of its risk, as packaged;"
            + " with a state also its versions and how they came into force."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:done",
        "1:the state cannot be read",
        "2:wrong command line, or no such strategy"
      },
      footer = {
        "",
        "Examples:",
        "  bellwether strategies show rsi2",
        "  bellwether strategies show rsi2 --timeframe 5m",
        "  bellwether strategies show rsi2 --stage dev"
      })
  void show(
      @Parameters(paramLabel = "NAME", description = "The strategy, such as rsi2.") String name,
      @Option(
              names = "--timeframe",
              paramLabel = "TF",
              description =
                  "Show the defaults on this timeframe. Default: the one it is packaged with.")
          @Nullable Timeframe timeframe,
      @Mixin StateOptions state) {
    boolean isThere = state.isThere();
    StrategyDefinition definition = definition(name);
    Optional<StrategyVersion> packaged =
        StrategyBook.packaged().stream()
            .filter(version -> version.strategy().equals(name))
            .findFirst();
    Timeframe packagedTimeframe =
        packaged.map(StrategyVersion::timeframe).orElse(definition.defaultTimeframe());
    Timeframe shown = timeframe == null ? packagedTimeframe : timeframe;
    StrategySheet.show(definition, packaged, shown).forEach(this::print);
    if (packaged.isPresent() && isThere) {
      print("");
      VersionSheet.history(versions(state, name)).forEach(this::print);
    }
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
