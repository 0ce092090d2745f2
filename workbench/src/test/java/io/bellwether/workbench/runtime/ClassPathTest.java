package io.bellwether.workbench.runtime;

import static io.bellwether.workbench.runtime.Deployments.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.time.Pause;
import io.bellwether.workbench.exchange.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every library that is deployed is one that some function loads classes from. */
@Tag("integration")
final class ClassPathTest {
  private static final Pattern JAR = Pattern.compile("([^/\\s]+?)-[0-9][^/\\s]*\\.jar");

  /** Libraries without a loaded class, and why they are there all the same. */
  private static final Map<String, String> UNUSED =
      Map.of(
          "eventstream", "types that methods of the SDK's signer name",
          "http-auth-aws-eventstream", "the same");

  @TempDir private Path folder;

  @Test
  void everyLibraryIsUsed() throws IOException {
    Set<String> loaded = new TreeSet<>();
    try (LocalDeployment deployment =
        Deployments.start(folder.resolve("deployment"), UnaryOperator.identity(), Fault.NONE)) {
      run(deployment, "signals", List.of("scheduled-tick.json"), loaded);
      run(deployment, "execution", List.of("follow-up.json"), loaded);
      run(deployment, "notifications", List.of("event-order-filled.json"), loaded);
    }
    Set<String> unused = new TreeSet<>(deployed());
    unused.removeAll(loaded);
    assertEquals(new TreeSet<>(UNUSED.keySet()), unused);
  }

  /** Restored from a snapshot, so that what only a restored function loads is counted too. */
  private void run(
      LocalDeployment deployment, String function, List<String> events, Set<String> loaded)
      throws IOException {
    Path log = folder.resolve(function + ".log");
    Map<String, String> variables = new HashMap<>(deployment.environment(function));
    variables.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log + ":none:filecount=0");
    try (LocalLambda lambda =
        new LocalLambda(
            deployment.function(function).function(),
            folder.resolve(function),
            () -> variables,
            Clock.systemUTC(),
            Pause.sleeping())) {
      lambda.snapshot();
      for (String event : events) {
        Invocation invocation = lambda.invoke(event(event));
        assertTrue(invocation.succeeded(), () -> invocation.outcome() + "\n" + invocation.lines());
      }
    }
    loaded.addAll(names(Files.readString(log)));
  }

  private Set<String> deployed() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("signals/task/lib"))) {
      return files
          .flatMap(file -> names(file.getFileName().toString()).stream())
          .collect(Collectors.toSet());
    }
  }

  private static Set<String> names(String text) {
    return JAR.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
  }
}
