package io.bellwether.workbench.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A Maven module of the plan, the package it fills and the parts it may import. */
enum Part {
  MARKET("layers/market", "market"),
  STRATEGY("layers/strategy", "strategy"),
  TRADING("layers/trading", "trading"),
  RESEARCH("layers/research", "research"),
  ANALYST("layers/analyst", "analyst"),
  CLOUD("layers/cloud", "cloud"),
  SIGNALS("functions/signals", "signals"),
  EXECUTION("functions/execution", "execution"),
  NOTIFICATIONS("functions/notifications", "notifications"),
  ANALYSIS("functions/analysis", "analysis"),
  INFRASTRUCTURE("infrastructure", "infrastructure"),
  WORKBENCH("workbench", "workbench");

  private final String module;
  private final String packageName;

  Part(String module, String packageName) {
    this.module = module;
    this.packageName = packageName;
  }

  /** The module's folder, relative to the project's root. */
  String module() {
    return module;
  }

  /** ArchUnit's pattern for the part's packages below {@code root}. */
  String packagesBelow(String root) {
    return root + "." + packageName + "..";
  }

  /** The parts it must not import. */
  List<Part> forbidden() {
    return Arrays.stream(values()).filter(other -> other != this && !mayImport(other)).toList();
  }

  private boolean mayImport(Part other) {
    return switch (this) {
      case MARKET, INFRASTRUCTURE -> false;
      case STRATEGY -> other == MARKET;
      case TRADING -> other == MARKET || other == STRATEGY;
      case RESEARCH -> other == MARKET || other == STRATEGY || other == TRADING;
      case ANALYST -> other == MARKET || other == STRATEGY || other == TRADING || other == RESEARCH;
      case CLOUD, SIGNALS, EXECUTION, NOTIFICATIONS, ANALYSIS -> other.isLayer();
      case WORKBENCH -> other != INFRASTRUCTURE;
    };
  }

  boolean isFunction() {
    return module.startsWith("functions/");
  }

  private boolean isLayer() {
    return module.startsWith("layers/");
  }

  /** The parts that have main code in the checkout at {@code root}. */
  static List<Part> in(Path root) {
    return Arrays.stream(values()).filter(part -> part.hasCode(root)).toList();
  }

  private boolean hasCode(Path root) {
    Path sources = root.resolve(module).resolve("src/main/java");
    if (!Files.isDirectory(sources)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(sources)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
