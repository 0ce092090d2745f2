package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.claude.MessagesServer;
import io.bellwether.market.Timeframe;
import io.bellwether.workbench.cloud.LocalState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy of the user's own, from its bars to a version that waits. */
@Tag("integration")
final class AnalyzeJarTest {
  private static final String KEY = "sk-ant-a-key-of-this-test";
  private static final String PROPOSAL =
      """
      {"proposals": [{"parameters": {"period": "25"}, "reasoning": "slower",
                      "expected_effect": "fewer trades", "confidence": 0.5}]}
      """;

  @TempDir private Path folder;

  @Test
  void aProposalForAStrategyOfAJarBecomesAVersion() throws IOException {
    Path bars =
        SampleBars.write(
            folder.resolve("qqq.csv"),
            SampleBars.of(
                "QQQ", Timeframe.DAY, LocalDate.of(2022, 1, 3), LocalDate.of(2022, 12, 30)));
    Path state = folder.resolve("state");
    try (MessagesServer server = new MessagesServer(KEY)) {
      server.always(MessagesServer.answer(PROPOSAL));
      Cli.Run run =
          Cli.run(
              InstantSource.fixed(Cli.NOW),
              Map.of("ANTHROPIC_API_KEY", KEY),
              "analyze",
              "--strategy",
              "example-average",
              "--strategy-jar",
              StrategyJar.example(folder).toString(),
              "--bars",
              "QQQ=" + bars,
              "--costs",
              "bps:1",
              "--bounds",
              "period=20..25:5",
              "--anthropic-url",
              server.url().toString(),
              "--state",
              state.toString());
      assertEquals(ExitCode.OK, run.code(), run::toString);
      assertEquals(1, server.questions().size());
    }
    try (LocalState opened = LocalState.open(state)) {
      assertTrue(
          opened.ledger().strategies().versions("example-average").stream()
              .anyMatch(version -> "25".equals(version.parameters().get("period"))));
    }
  }
}
