package io.bellwether.analyst.claude;

import io.bellwether.analyst.AnalystSamples;
import io.bellwether.analyst.Consultation;
import io.bellwether.analyst.Dossier;
import io.bellwether.analyst.Study;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Claude behind a server on this machine, on a clock that only pauses move. */
final class ClaudeFixture implements AutoCloseable {
  static final String KEY = "sk-ant-planted-secret";
  static final YearMonth MONTH = YearMonth.of(2026, 11);
  static final TokenPrices PRICES = new TokenPrices(new BigDecimal("3"), new BigDecimal("15"));

  final MessagesServer server = new MessagesServer(KEY);
  final MemorySpend spend = new MemorySpend();
  final List<Duration> pauses = new ArrayList<>();
  final Study study = AnalystSamples.study();
  Instant now = Instant.parse("2026-11-20T21:30:00Z");

  /** Real time: only what waits for nothing may be less patient. */
  Duration timeout = Duration.ofMinutes(1);

  Duration time = Duration.ofMinutes(2);
  int tries = 3;
  BigDecimal budget = new BigDecimal("10");
  ApiKeys keys = () -> ApiKey.of(KEY);

  Consultation ask() {
    return ask(AnalystSamples.dossier());
  }

  Consultation ask(Dossier dossier) {
    return analyst().consult("A1", study, dossier, Deadline.after(() -> now, time));
  }

  ClaudeAnalyst analyst() {
    return new ClaudeAnalyst(
        new ClaudeSettings(server.url(), "claude-test", 1_000, timeout, tries, PRICES, budget),
        keys,
        spend,
        () -> now,
        wait -> {
          pauses.add(wait);
          now = now.plus(wait);
        },
        new SplittableRandom(1));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
