package io.bellwether.workbench.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.workbench.exchange.Fault;
import io.bellwether.workbench.market.SimulatedMarket;
import io.bellwether.workbench.market.SimulationSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;

/** Deployments in the session that the payloads in events/ are of, in which the usual tick buys. */
final class Deployments {
  static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
  static final String ACCOUNT = "alpaca-paper";
  static final String SIGNAL = "ema-crossover-20261120T143000Z-7fkxfbqylh";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SEED = 2;
  private static final Instant START = Instant.parse("2026-11-20T15:30:40Z");
  private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final List<Bars> MARKET =
      List.copyOf(
          SimulatedMarket.generate(SimulationSettings.of(SEED, DATE, DATE), CALENDAR)
              .bars()
              .values());

  private Deployments() {}

  /** One whose messages are back at once when they were not deleted: nobody waits here. */
  static LocalDeployment start(Path folder, UnaryOperator<FunctionPackage> change, Fault fault) {
    return LocalDeployment.start(
        LocalDeployment.Plan.of(
                FunctionPackage.all(ROOT).stream().map(change).toList(),
                folder,
                START,
                MARKET,
                CALENDAR,
                Clock.systemUTC())
            .withVisibility(Duration.ZERO)
            .withFault(fault));
  }

  /** A payload of events/. */
  static JsonNode event(String file) {
    try {
      return JSON.readTree(Files.readAllBytes(ROOT.resolve("events").resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
