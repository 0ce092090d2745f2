package io.bellwether.workbench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.claude.MessagesServer;
import io.bellwether.market.RealData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From fourteen years of bars and a recorded answer of Claude's to evidence and decision. */
@Tag("integration")
final class AnalyzeGoldenTest {
  private static final String KEY = "sk-ant-a-key-of-this-test";

  @TempDir private Path folder;

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(AnalyzeGoldenTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private Cli.Run bellwether(MessagesServer server) {
    Cli.Run run = run(server);
    // The folder's name is as long as it is.
    return new Cli.Run(run.code(), run.out().replace(folder.toString(), "FOLDER"), run.err())
        .succeeds();
  }

  private Cli.Run run(MessagesServer server) {
    return Cli.run(
        InstantSource.fixed(Cli.NOW),
        Map.of("ANTHROPIC_API_KEY", KEY),
        "analyze",
        "--strategy",
        "rsi2",
        "--bars",
        "TQQQ=" + RealData.require("TQQQ_1d_split.csv"),
        "--bars",
        "SQQQ=" + RealData.require("SQQQ_1d_split.csv"),
        "--costs",
        "bps:1",
        "--basis",
        "split",
        "--auto-apply",
        "--anthropic-url",
        server.url().toString(),
        "--state",
        folder.resolve("state").toString());
  }

  @Test
  void aRecordedAnswerComesToTheSameEvidenceAndDecision() throws IOException {
    try (MessagesServer server = new MessagesServer(KEY)) {
      server.always(MessagesServer.answer(resource("recorded-answer.json")));
      Cli.Run first = bellwether(server).succeeds();
      assertEquals(resource("analyze-rsi2.txt"), first.out().replace(folder.toString(), "FOLDER"));
      assertEquals(1, server.questions().size());

      Cli.Run again = bellwether(server);
      assertEquals(first.out(), again.out(), "an analysis is made once");
      assertEquals(1, server.questions().size(), "and paid for once");

      String prompt = server.questions().getFirst().toString();
      assertTrue(prompt.contains("entry-rsi"), prompt);
      assertTrue(
          Files.readString(folder.resolve("state/items.jsonl")).contains("rsi2-2024-10-31"),
          "kept");
      assertTrue(!Files.readString(folder.resolve("state/items.jsonl")).contains(KEY), "no key");
    }
  }
}
