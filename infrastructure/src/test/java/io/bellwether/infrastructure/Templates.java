package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The templates that tests read, each written once: the CDK takes seconds to start. In the place of
 * jars and zips it deploys stand-ins, so that these tests need nothing packaged.
 */
final class Templates {
  /** The project's folder. */
  static final Path PROJECT =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Once DEV = new Once(Map.of());
  private static final Once LIVE =
      new Once(
          Map.ofEntries(
              Map.entry("stage", "prod"),
              Map.entry("strategies", "ema-crossover@alpaca-live,rsi2@alpaca-live-rsi2"),
              Map.entry("account-secrets", "alpaca-live-rsi2=trading-system/rsi2"),
              Map.entry("mode", "live"),
              Map.entry("live-confirmed", "true"),
              Map.entry("email", "you@example.com"),
              Map.entry("phone", "+14155550100"),
              Map.entry("discord", "true"),
              Map.entry("snap-start", "true"),
              Map.entry("secret-name", "mine/keys"),
              Map.entry("calendar-overrides", "2026-12-24=closed,2027-01-04=13:00"),
              Map.entry("alpaca-feed", "sip"),
              Map.entry("history-start", "2024-01-02"),
              Map.entry("log-level", "DEBUG"),
              Map.entry("analyst-model", "claude-opus-5-5"),
              Map.entry("analyst-prices", "5,25"),
              Map.entry("analyst-budget-usd", "25"),
              Map.entry("analyst-auto-apply", "live"),
              Map.entry("analyst-bounds", "rsi2.entry-rsi=10..40:5;rsi2.exit-rsi=50..80:5"),
              Map.entry("analyst-gate", "minimum-trades=50")));

  private Templates() {}

  /** A template that is written when it is first asked for. */
  private static final class Once {
    private final Map<String, ?> changes;
    private @Nullable Template template;

    Once(Map<String, ?> changes) {
      this.changes = changes;
    }

    synchronized Template get() {
      Template written = template;
      if (written == null) {
        written = write(changes);
        template = written;
      }
      return written;
    }
  }

  /** What the context of cdk.json deploys. */
  static Template dev() {
    return DEV.get();
  }

  /** With every key of the context set to what it is not by default. */
  static Template live() {
    return LIVE.get();
  }

  /** The context of cdk.json with some keys changed. */
  static Map<String, Object> context(Map<String, ?> changes) {
    try {
      JsonNode json = JSON.readTree(PROJECT.resolve("cdk.json").toFile());
      Map<String, Object> context = new HashMap<>();
      json.path("context")
          .properties()
          .forEach(
              entry ->
                  context.put(entry.getKey(), JSON.convertValue(entry.getValue(), Object.class)));
      context.putAll(changes);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An app with the context of cdk.json and some keys changed; without Node.js there is none. */
  static App app(Map<String, ?> changes, Path output) {
    assumeNode();
    return new App(
        AppProps.builder()
            .analyticsReporting(false)
            .outdir(output.toString())
            .context(context(changes))
            .build());
  }

  /** Skips a test where Node.js is missing, which the CDK is written in. */
  static void assumeNode() {
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    assumeTrue(found, "Node.js is not there, which the CDK is written in");
  }

  private static Template write(Map<String, ?> changes) {
    try {
      Path folder = Files.createTempDirectory("templates");
      Artifacts artifacts = standIns(folder.resolve("project"));
      var stack = BellwetherApp.synthesise(app(changes, folder.resolve("out")), artifacts);
      return Template.read(Path.of(stack.getTemplateFullPath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A project with the strategies as packaged, and something in the place of what is built. */
  static Artifacts standIns(Path root) throws IOException {
    Artifacts real = new Artifacts(PROJECT);
    Artifacts standIns = new Artifacts(root);
    Files.createDirectories(standIns.strategies().getParent());
    Files.copy(real.strategies(), standIns.strategies());
    for (String layer : Artifacts.LAYERS) {
      standIn(standIns.layer(layer));
    }
    for (FunctionSpec function : FunctionSpec.values()) {
      standIn(standIns.function(function));
    }
    return standIns;
  }

  private static void standIn(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "stands for " + file.getFileName());
  }
}
