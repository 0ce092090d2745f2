package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.strategy.StrategyProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes the jar a user would: compiled against the workbench, and not on its class path. */
final class StrategyJar {
  private static final String EXAMPLE = "ExampleStrategies";

  private StrategyJar() {}

  /** The jar of the example's strategies. */
  static Path example(Path directory) throws IOException {
    Path source = directory.resolve("source").resolve(EXAMPLE + ".java");
    Files.createDirectories(source.getParent());
    try (InputStream in =
        StrategyJar.class.getResourceAsStream("/strategies/" + EXAMPLE + ".java")) {
      Files.write(source, in.readAllBytes());
    }
    Path classes = Files.createDirectories(directory.resolve("classes"));
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    assertEquals(0, errors);
    return of(directory.resolve("example.jar"), classes, "com.example." + EXAMPLE);
  }

  /** A jar of classes that names a provider. */
  static Path of(Path jar, Path classes, String provider) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      out.putNextEntry(new JarEntry("META-INF/services/" + StrategyProvider.class.getName()));
      out.write(provider.getBytes(StandardCharsets.UTF_8));
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      for (Path path : all) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        out.write(Files.readAllBytes(path));
      }
    }
    return jar;
  }
}
