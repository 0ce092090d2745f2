package io.bellwether.workbench.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * One execution environment: the function's files laid out as Lambda does, and a JVM that runs
 * Lambda's Java runtime client on them.
 *
 * <p>The runtime client is on the class path and loads the function through a class loader of its
 * own: the task's folder, then {@code lib/*.jar} in it, then {@code /opt/java/lib/*.jar}, each by
 * name. That last path is fixed, so the layers are unpacked into the task's {@code lib}, which the
 * functions leave empty: the order is the same.
 */
final class LambdaProcess implements AutoCloseable {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** The share of the memory that Lambda gives to the heap. */
  private static final double HEAP_SHARE = 0.85;

  /** What belongs to one execution environment cannot be in a snapshot that becomes several. */
  private static final Set<String> NOT_IN_SNAPSHOTS =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME");

  private static final Duration LONGEST_FINISH = Duration.ofMinutes(2);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final Process process;
  private final Thread reader;
  private final List<String> lines = new ArrayList<>();

  private LambdaProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().name("function-output").start(this::read);
  }

  /**
   * Unpacks a function and starts it.
   *
   * @param folder where it is unpacked; may hold what an earlier process of it left
   * @param api its Runtime API
   * @param variables its environment, beside what Lambda itself sets
   * @param snapStart whether a snapshot is to be taken of it
   */
  static LambdaProcess start(
      FunctionPackage function,
      Path folder,
      LambdaRuntimeApi api,
      Map<String, String> variables,
      boolean snapStart) {
    try {
      Path task = unpack(function, folder);
      Path temporary = Files.createDirectories(folder.resolve("tmp"));
      ProcessBuilder builder = new ProcessBuilder(command(function, temporary));
      builder.directory(task.toFile());
      builder.redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(reserved(function, task, api.address()));
      builder.environment().putAll(variables);
      if (snapStart) {
        builder.environment().putAll(snapStart(api));
        builder.environment().keySet().removeAll(NOT_IN_SNAPSHOTS);
      }
      return new LambdaProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("function " + function.name() + " cannot be started", e);
    }
  }

  /**
   * What Lambda starts. The options are those of its runtimes since Java 17 (seen in the process
   * list there: serial collector, first compiler only, 85 % of the memory for the heap); that Java
   * 25 keeps them is an assumption. Left out is what needs Lambda's own files: its archives of
   * loaded classes. Added is the folder for temporary files, which on Lambda is the environment's
   * own.
   */
  private static List<String> command(FunctionPackage function, Path temporary) throws IOException {
    long heapKilobytes = Math.round(function.memoryMegabytes() * 1024 * HEAP_SHARE);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // The memory that the JVM sees there; it sizes its first heap by it.
        "-XX:MaxRAM=" + function.memoryMegabytes() + "m",
        "-XX:MaxHeapSize=" + heapKilobytes + "k",
        "-XX:+UseSerialGC",
        "-XX:+TieredCompilation",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ErrorFileToStderr",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
        "-Djava.net.preferIPv4Stack=true",
        "-Djava.io.tmpdir=" + temporary,
        "-classpath",
        String.join(":", jars(function.runtimeClient())),
        MAIN,
        function.handler());
  }

  private static Map<String, String> reserved(
      FunctionPackage function, Path task, String runtimeApi) {
    String name = "bellwether-dev-" + function.name();
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
        Map.entry("_HANDLER", function.handler()),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", name),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes())),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        Map.entry("AWS_LAMBDA_LOG_LEVEL", "TRACE"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "local/[$LATEST]" + function.name()),
        Map.entry("LAMBDA_TASK_ROOT", task.toString()),
        Map.entry("LAMBDA_RUNTIME_DIR", function.runtimeClient().toString()),
        Map.entry("LANG", "en_US.UTF-8"),
        Map.entry("TZ", ":UTC"));
  }

  private static Map<String, String> snapStart(LambdaRuntimeApi api) {
    return Map.of(
        "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", api.credentialsUrl(),
        "AWS_CONTAINER_AUTHORIZATION_TOKEN", "local");
  }

  private static Path unpack(FunctionPackage function, Path folder) throws IOException {
    Path task = folder.resolve("task");
    if (Files.isDirectory(task)) {
      return task;
    }
    Path lib = Files.createDirectories(task.resolve("lib"));
    unzip(function.code(), task, "");
    for (Path layer : function.layers()) {
      unzip(layer, lib, "java/lib/");
    }
    return task;
  }

  /** Unpacks the files below a prefix, without the prefix. */
  private static void unzip(Path archive, Path folder, String prefix) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.isDirectory() || !entry.getName().startsWith(prefix)) {
          continue;
        }
        Path file = folder.resolve(entry.getName().substring(prefix.length())).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException(archive + " has an entry outside of itself: " + entry.getName());
        }
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(zip, file);
      }
    }
  }

  private static List<String> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How it ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** The lines printed since they were last taken. */
  List<String> takeLines() {
    synchronized (lines) {
      List<String> taken = List.copyOf(lines);
      lines.clear();
      return taken;
    }
  }

  /** The most memory it has used, if the system tells: Linux does. */
  Optional<Long> peakKilobytes() {
    try (Stream<String> status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return status
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Asks it to end and waits until it has. */
  void finish() {
    process.destroy();
    try {
      process.waitFor(LONGEST_FINISH.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once, as Lambda does at the time limit, and waits until it has ended. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
      reader.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (InputStream output = process.getInputStream();
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      // The process was ended while it printed.
    }
  }
}
