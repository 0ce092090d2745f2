package io.bellwether.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * Templates as {@code make synth} writes them, from the context of cdk.json, each made once in a JVM.
 * In the place of jars and layers stand files without content: their paths are all a template knows.
 */
final class SampleTemplates {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Map<Map<String, String>, JsonNode> TEMPLATES = new ConcurrentHashMap<>();

  private SampleTemplates() {}

  /** The default deployment, with some of its context replaced. */
  static JsonNode with(Map<String, String> context) {
    return TEMPLATES.computeIfAbsent(Map.copyOf(context), SampleTemplates::synthesise).deepCopy();
  }

  private static JsonNode synthesise(Map<String, String> changes) {
    try {
      Path root = Files.createTempDirectory("bellwether-synth");
      Artifacts artifacts = artifacts(root);
      Map<String, Object> context = new HashMap<>();
      JSON.readTree(PROJECT.resolve("cdk.json").toFile())
          .get("context")
          .properties()
          .forEach(entry -> context.put(entry.getKey(), JSON.convertValue(entry.getValue(), Object.class)));
      context.putAll(changes);
      App app =
          new App(
              AppProps.builder()
                  .analyticsReporting(false)
                  .context(context)
                  .outdir(root.resolve("cdk.out").toString())
                  .build());
      return JSON.valueToTree(BellwetherApp.synthesise(app, artifacts).getTemplate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Artifacts artifacts(Path root) throws IOException {
    Artifacts artifacts = new Artifacts(root);
    for (String missing : List.copyOf(artifacts.missing())) {
      Path file = root.resolve(missing);
      Files.createDirectories(file.getParent());
      Path packaged = PROJECT.resolve(missing);
      if (file.equals(artifacts.strategies())) {
        Files.copy(packaged, file);
      } else {
        // Two assets of the same content would be one.
        Files.writeString(file, missing);
      }
    }
    return artifacts;
  }
}
