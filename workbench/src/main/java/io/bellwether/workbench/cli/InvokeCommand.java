package io.bellwether.workbench.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.workbench.market.SimulatedMarket;
import io.bellwether.workbench.market.SimulationSettings;
import io.bellwether.workbench.runtime.FunctionPackage;
import io.bellwether.workbench.runtime.Invocation;
import io.bellwether.workbench.runtime.LocalDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether invoke}: a packaged function in Lambda's own Java runtime client. */
@Command(
    name = "invoke",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Invokes packaged functions as Lambda does: jar and layers as deployed, in Lambda's Java"
          + " runtime client, each in a process of its own.",
      "State, queues and secrets are in an embedded cloud, the market is simulated; all of it is"
          + " gone when the command ends. Several pairs share them, in order."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every invocation was answered", "1:one failed", "2:wrong command line"},
    footer = {
      "",
      "Examples:",
      "  bellwether invoke signals events/scheduled-tick.json",
      "  bellwether invoke signals events/scheduled-tick.json --times 2",
      "  bellwether invoke signals events/scheduled-tick.json --deliver",
      "  bellwether invoke signals events/scheduled-tick.json \\",
      "      execution events/signal-queue.json"
    })
final class InvokeCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** When the bar that ended with the schedule's time is final, so that nobody waits here. */
  private static final Duration AFTER_SCHEDULE = Duration.ofSeconds(40);

  /** In the session that the payloads in events/ are of. */
  private static final Instant USUAL_TIME = Instant.parse("2026-11-20T15:30:40Z");

  private static final int SESSIONS = 260;

  /** Five years. */
  private static final int SESSIONS_STUDIED = 1260;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "2..*",
      paramLabel = "FUNCTION EVENT",
      description =
          "A function (signals, execution, notifications, analysis) and the file with its event; as many"
              + " pairs as you like.")
  private List<String> pairs;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each event is sent. Default: 1.")
  private int times;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description =
          "The time it is to be. Default: forty seconds after the first event's scheduledTime, or"
              + " 2026-11-20T15:30:40Z.")
  private @Nullable Instant at;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "2",
      description = "Which market to make up. Default: 2, in which the usual tick buys.")
  private long seed;

  @Option(
      names = "--deliver",
      description =
          "Then deliver what it sent: signals to execution, published events to notifications.")
  private boolean deliver;

  @Option(
      names = "--home",
      hidden = true,
      paramLabel = "DIR",
      description = "Where Bellwether was built. Default: where the launcher is.")
  private @Nullable Path home;

  @Option(names = "--raw", description = "Print the log stream as it is, not laid out.")
  private boolean raw;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  InvokeCommand() {}

  private record Call(String function, Path file, JsonNode payload) {}

  @Override
  public Integer call() throws IOException {
    List<Call> calls = calls();
    if (!System.getProperty("os.name").startsWith("Linux")) {
      throw InputException.unavailable(
          "invoke needs Linux: Lambda's Java runtime client is native code for it");
    }
    Instant start = at == null ? time(calls.getFirst().payload()) : at;
    Path folder = Files.createTempDirectory("bellwether-invoke-");
    InvocationSheet sheet = new InvocationSheet(spec.commandLine().getOut(), raw);
    boolean succeeded = true;
    try (LocalDeployment deployment = LocalDeployment.start(plan(folder, start, sessions(calls)))) {
      for (Call call : calls) {
        for (int i = 0; i < times; i++) {
          Invocation invocation = deployment.invoke(call.function(), call.payload());
          sheet.print(invocation);
          succeeded &= invocation.succeeded();
          if (deliver) {
            deployment.settle(sheet::print);
          }
        }
      }
    } finally {
      delete(folder);
    }
    return succeeded ? ExitCode.OK : ExitCode.FAILURE;
  }

  private LocalDeployment.Plan plan(Path folder, Instant start, int sessions) {
    TradingCalendar calendar = new NyseCalendar();
    LocalDate date = calendar.dateAt(start);
    SimulatedMarket market =
        SimulatedMarket.generate(
            SimulationSettings.of(seed, date, date).withWarmUp(sessions), calendar);
    List<Bars> bars = List.copyOf(market.bars().values());
    return LocalDeployment.Plan.of(
        FunctionPackage.all(root()), folder, start, bars, calendar, Clock.systemUTC());
  }

  /** As many sessions before the day as the functions need: whoever studies the past needs more. */
  private static int sessions(List<Call> calls) {
    return calls.stream().anyMatch(call -> call.function().equals("analysis"))
        ? SESSIONS_STUDIED
        : SESSIONS;
  }

  private List<Call> calls() {
    if (pairs.size() % 2 != 0) {
      throw InputException.usage(
          "every function needs an event: " + pairs.getLast() + " stands alone");
    }
    if (times < 1) {
      throw InputException.usage("--times must be at least 1, not " + times);
    }
    List<Call> calls = new ArrayList<>();
    List<String> known = FunctionPackage.all(root()).stream().map(FunctionPackage::name).toList();
    for (int i = 0; i < pairs.size(); i += 2) {
      String function = pairs.get(i);
      if (!known.contains(function)) {
        throw InputException.usage("there is no function '" + function + "'; there are " + known);
      }
      Path file = Path.of(pairs.get(i + 1));
      calls.add(new Call(function, file, read(file)));
    }
    return calls;
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw InputException.data(
          file + " is no JSON, and Lambda takes nothing else: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw InputException.data(file + " cannot be read: " + e);
    }
  }

  private static Instant time(JsonNode payload) {
    try {
      return Optional.ofNullable(payload.path("scheduledTime").textValue())
          .map(Instant::parse)
          .map(scheduled -> scheduled.plus(AFTER_SCHEDULE))
          .orElse(USUAL_TIME);
    } catch (DateTimeParseException e) {
      // The function will say what is wrong with it.
      return USUAL_TIME;
    }
  }

  private Path root() {
    return home != null ? home : Path.of(System.getProperty("bellwether.home", "."));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
