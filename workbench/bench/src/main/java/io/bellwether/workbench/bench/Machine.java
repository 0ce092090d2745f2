package io.bellwether.workbench.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where something was measured.
 *
 * @param processor its model
 * @param cores how many the JVM sees
 * @param jvm its name and version
 * @param commit of the project
 * @param load the system's load average over a minute, before the first benchmark
 */
record Machine(String processor, int cores, String jvm, String commit, double load) {
  static Machine here(String commit) {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        model(system.getArch()),
        system.getAvailableProcessors(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        commit,
        system.getSystemLoadAverage());
  }

  /** As Linux names it, or the architecture. */
  private static String model(String architecture) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      return architecture;
    }
  }
}
