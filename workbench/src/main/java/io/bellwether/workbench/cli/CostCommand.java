package io.bellwether.workbench.cli;

import io.bellwether.workbench.cost.Assumptions;
import io.bellwether.workbench.cost.Bill;
import io.bellwether.workbench.cost.CostException;
import io.bellwether.workbench.cost.CostModel;
import io.bellwether.workbench.cost.PriceList;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether cost}: what a deployment costs a month, from its template. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Computes what a deployment costs a month, in US dollars, from its synthesised template: with"
          + " nothing free, and beyond what AWS gives every account free each month.",
      "Schedules, memory, alarms, secrets and polled queues are counted; durations, requests to the"
          + " table, logs and events are assumed and printed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:dearer than --at-most",
      "2:the command line is wrong, or there is no template",
      "3:the template is unreadable or has something in it without a price"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether cost",
      "  bellwether cost --stage prod --seconds execution=8 --events 50",
      "  bellwether cost --template cdk.out/bellwether-dev.template.json --at-most 2"
    })
final class CostCommand implements Callable<Integer> {
  private static final BigDecimal MOST_SECONDS = new BigDecimal("900");
  private static final int MOST = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      defaultValue = "dev",
      description = "Read cdk.out/bellwether-STAGE.template.json. Default: dev.")
  private String stage;

  @Option(names = "--template", paramLabel = "FILE", description = "Read this template instead.")
  private @Nullable Path template;

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "The month, as 2027-03. Default: 2027-03, which no month exceeds.")
  private @Nullable YearMonth month;

  @Option(
      names = "--seconds",
      paramLabel = "FUNCTION=N",
      description = "What a run of a function is billed, such as signals=4.5; may be repeated.")
  private Map<String, BigDecimal> seconds = new HashMap<>();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events for people each day. Default: 20.")
  private @Nullable Integer events;

  @Option(
      names = "--pollers",
      paramLabel = "N",
      description = "Connections on which Lambda waits at a queue. Default: 5.")
  private @Nullable Integer pollers;

  @Option(names = "--table", paramLabel = "GB", description = "Size of the table. Default: 0.1.")
  private @Nullable BigDecimal table;

  @Option(
      names = "--at-most",
      paramLabel = "USD",
      description = "Fail if it costs more than this beyond the free allowances.")
  private @Nullable BigDecimal atMost;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  CostCommand() {}

  @Override
  public Integer call() {
    Assumptions assumptions = assumptions();
    Path file = template == null ? ofStage() : template;
    PriceList prices = PriceList.packaged();
    Bill bill;
    try {
      bill = CostModel.bill(read(file), prices, assumptions);
    } catch (CostException e) {
      throw InputException.data(file + ": " + e.getMessage());
    }
    CostSheet.of(bill, prices, assumptions).forEach(spec.commandLine().getOut()::println);
    return verdict(bill.beyondAllowances());
  }

  private int verdict(BigDecimal cost) {
    if (atMost == null || cost.compareTo(atMost) <= 0) {
      return ExitCode.OK;
    }
    spec.commandLine()
        .getErr()
        .println("bellwether: dearer than the " + atMost.toPlainString() + " USD of --at-most");
    return ExitCode.FAILURE;
  }

  private Path ofStage() {
    if (!stage.matches("[a-z0-9-]{1,30}")) {
      throw InputException.usage("--stage must be a name such as dev, not '" + stage + "'");
    }
    return Path.of("cdk.out", "bellwether-" + stage + ".template.json");
  }

  private static String read(Path file) {
    if (!Files.exists(file)) {
      throw InputException.usage(
          file + ": there is no such template; run make synth, or name one with --template");
    }
    if (Files.isDirectory(file)) {
      throw InputException.usage(file + ": this is a directory; name a template in it");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw InputException.data(file + ": cannot be read as text");
    }
  }

  private Assumptions assumptions() {
    Assumptions assumptions = Assumptions.DEFAULT;
    if (month != null) {
      assumptions = assumptions.in(month);
    }
    if (events != null) {
      assumptions = assumptions.withEventsPerDay(within("--events", events));
    }
    if (pollers != null) {
      assumptions = assumptions.withPollers(within("--pollers", pollers));
    }
    if (table != null) {
      assumptions = assumptions.withTable(within("--table", table, BigDecimal.valueOf(MOST)));
    }
    if (atMost != null) {
      within("--at-most", atMost, BigDecimal.valueOf(MOST));
    }
    seconds.forEach((function, value) -> within("--seconds " + function, value, MOST_SECONDS));
    return assumptions.withSeconds(seconds);
  }

  private static int within(String option, int value) {
    return within(option, BigDecimal.valueOf(value), BigDecimal.valueOf(MOST)).intValueExact();
  }

  private static BigDecimal within(String option, BigDecimal value, BigDecimal most) {
    if (value.signum() < 0 || value.compareTo(most) > 0) {
      throw InputException.usage(
          "%s must be 0 to %s, not %s".formatted(option, most.toPlainString(), value));
    }
    return value;
  }
}
