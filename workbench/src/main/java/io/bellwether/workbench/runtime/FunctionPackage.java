package io.bellwether.workbench.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A function as it is deployed.
 *
 * @param name such as {@code signals}
 * @param handler the class Lambda calls
 * @param timeout what Lambda lets an invocation take
 * @param memoryMegabytes the memory Lambda gives it
 * @param code the function's own jar
 * @param layers the layers' archives, in the order they are unpacked
 * @param runtimeClient the folder with the jars of Lambda's Java runtime client
 */
public record FunctionPackage(
    String name,
    String handler,
    Duration timeout,
    int memoryMegabytes,
    Path code,
    List<Path> layers,
    Path runtimeClient) {
  private static final String VERSION = "0.1.0";
  private static final int MEMORY = 512;
  private static final int ANALYSIS_MEMORY = 1769;
  private static final List<String> TRADING_LAYERS = List.of("dependencies", "core");
  private static final List<String> ALL_LAYERS = List.of("dependencies", "core", "research");

  public FunctionPackage {
    layers = List.copyOf(layers);
  }

  /** The functions there are, as deployed; the order is that of the main flow. */
  public static List<FunctionPackage> all(Path root) {
    return List.of(
        of(root, "signals", "Signals", Duration.ofSeconds(120), MEMORY, TRADING_LAYERS),
        of(root, "execution", "Execution", Duration.ofSeconds(60), MEMORY, TRADING_LAYERS),
        of(root, "notifications", "Notifications", Duration.ofSeconds(30), MEMORY, TRADING_LAYERS),
        of(root, "analysis", "Analysis", Duration.ofMinutes(10), ANALYSIS_MEMORY, ALL_LAYERS));
  }

  /** The same with another time limit, in whole seconds. */
  public FunctionPackage withTimeout(Duration value) {
    return new FunctionPackage(name, handler, value, memoryMegabytes, code, layers, runtimeClient);
  }

  /**
   * Checks that everything was built.
   *
   * @throws IllegalStateException naming what is not there
   */
  public void requireBuilt() {
    List<Path> missing = new ArrayList<>();
    for (Path file : files()) {
      if (!Files.exists(file)) {
        missing.add(file);
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "function " + name + " is not packaged: build it with make build; missing: " + missing);
    }
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>(layers);
    files.add(code);
    files.add(runtimeClient);
    return files;
  }

  private static FunctionPackage of(
      Path root,
      String name,
      String prefix,
      Duration timeout,
      int memoryMegabytes,
      List<String> layers) {
    Path folder = root.resolve("layers/bundle/target/layers");
    return new FunctionPackage(
        name,
        "io.bellwether." + name + "." + prefix + "Handler",
        timeout,
        memoryMegabytes,
        root.resolve("functions").resolve(name).resolve("target/" + name + "-" + VERSION + ".jar"),
        layers.stream().map(layer -> folder.resolve("bellwether-" + layer + ".zip")).toList(),
        root.resolve("workbench/target/runtime"));
  }
}
