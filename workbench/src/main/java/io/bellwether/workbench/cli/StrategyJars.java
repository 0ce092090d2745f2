package io.bellwether.workbench.cli;

import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.strategy.StrategyProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import picocli.CommandLine.Option;

/**
 * The option {@code --strategy-jar}: strategies of the user's own, beside the built-in ones. A jar
 * sees the classes of the workbench and of the other jars; what it brings of those itself is not
 * used.
 */
final class StrategyJars {
  private static final String SERVICE = "META-INF/services/" + StrategyProvider.class.getName();

  @Option(
      names = "--strategy-jar",
      paramLabel = "FILE",
      description =
          "A jar with strategies of your own, which names its StrategyProvider. May be repeated.")
  private List<Path> jars = new ArrayList<>();

  /** The built-in strategies and those of the jars. */
  StrategyCatalog catalog() {
    StrategyCatalog catalog = StrategyCatalog.standard();
    if (jars.isEmpty()) {
      return catalog;
    }
    try {
      // Not closed: the strategies load classes for as long as they run.
      ClassLoader loader = new URLClassLoader(urls(), StrategyJars.class.getClassLoader());
      for (StrategyProvider provider : ServiceLoader.load(StrategyProvider.class, loader)) {
        for (StrategyDefinition definition : provider.strategies()) {
          catalog = catalog.with(definition);
        }
      }
      return catalog;
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      if (e instanceof InputException known) {
        throw known;
      }
      throw InputException.data("--strategy-jar " + names() + ": " + e.getMessage());
    }
  }

  private URL[] urls() {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      Path jar = jars.get(i);
      requireProvider(jar);
      try {
        urls[i] = jar.toUri().toURL();
      } catch (MalformedURLException e) {
        throw InputException.usage("--strategy-jar " + jar + ": " + e.getMessage());
      }
    }
    return urls;
  }

  private static void requireProvider(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw InputException.usage(
          "--strategy-jar " + jar + ": there is no such file; check the path for typing errors");
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getEntry(SERVICE) == null) {
        throw InputException.data(
            "--strategy-jar " + jar + ": no strategies in it; it needs a file " + SERVICE);
      }
    } catch (IOException e) {
      throw InputException.data("--strategy-jar " + jar + ": not a jar: " + e.getMessage());
    }
  }

  private String names() {
    return String.join(", ", jars.stream().map(Path::toString).toList());
  }
}
