package io.bellwether.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Maven built and this app deploys.
 *
 * @param root the project's folder
 */
record Artifacts(Path root) {
  /** The version of every module. */
  private static final String VERSION = "0.1.0";

  /** The layers, in the order Lambda unpacks them. */
  static final List<String> LAYERS = List.of("dependencies", "core", "research");

  Path layer(String layer) {
    return root.resolve("layers/bundle/target/layers/bellwether-" + layer + ".zip");
  }

  Path function(FunctionSpec function) {
    return root.resolve("functions/%s/target/%1$s-%s.jar".formatted(function.label(), VERSION));
  }

  /** The strategies as packaged, read as data. */
  Path strategies() {
    return root.resolve(
        "layers/trading/src/main/resources/io/bellwether/trading/config/strategies.json");
  }

  /** What is not there, as paths relative to the project. */
  List<String> missing() {
    return Stream.of(
            LAYERS.stream().map(this::layer),
            Stream.of(FunctionSpec.values()).map(this::function),
            Stream.of(strategies()))
        .flatMap(paths -> paths)
        .filter(path -> !Files.isRegularFile(path))
        .map(path -> root.relativize(path).toString())
        .toList();
  }
}
