package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflow that the documentation offers, against this project. */
class WorkflowTest {
  private static final String WORKFLOW = read("docs/ci/deploy.yml");

  private static String read(String file) {
    try {
      return Files.readString(Path.of("..").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> all(String regex, String text) {
    List<String> found =
        Pattern.compile(regex, Pattern.MULTILINE)
            .matcher(text)
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertFalse(found.isEmpty(), () -> "nothing matches " + regex);
    return found;
  }

  /** The text of each job. */
  private static List<String> jobs() {
    return Stream.of(WORKFLOW.substring(WORKFLOW.indexOf("\njobs:")).split("(?m)^  (?=\\w+:$)"))
        .skip(1)
        .toList();
  }

  @Test
  void everyActionIsPinnedToARelease() {
    all("uses: (.*)$", WORKFLOW)
        .forEach(action -> assertTrue(action.matches("[\\w./-]+@v\\d+\\.\\d+\\.\\d+"), action));
  }

  @Test
  void everyTargetOfMakeAndEveryFileExists() {
    String makefile = read("Makefile");
    all("\\bmake ([a-z-]+)", WORKFLOW)
        .forEach(target -> assertTrue(makefile.contains("\n" + target + ": "), target));
    assertTrue(Files.isExecutable(Path.of("../bellwether")));
    assertTrue(Files.isRegularFile(Path.of("package-lock.json")));
  }

  @Test
  void noKeyIsStoredAndOnlyJobsWithAnEnvironmentGetAnIdentity() {
    assertFalse(WORKFLOW.contains("secrets."), "a secret is used");
    assertFalse(WORKFLOW.matches("(?is).*aws[_-](access|secret).*"), "a key is used");
    assertEquals(4, jobs().size());
    for (String job : jobs()) {
      assertEquals(job.contains("environment: "), job.contains("id-token: write"), job);
      assertEquals(job.contains("role-to-assume"), job.contains("id-token: write"), job);
    }
    assertTrue(WORKFLOW.contains("\npermissions:\n  contents: read\n\n"));
  }

  /** What a variable holds reaches a command by the environment, never as a part of its text. */
  @Test
  void noCommandIsMadeOfVariables() {
    boolean command = false;
    for (String line : WORKFLOW.lines().toList()) {
      String text = line.strip();
      command = text.contains("run: ") || (command && !text.startsWith("- ") && !text.isEmpty());
      assertFalse(command && line.contains("${{"), line);
    }
  }

  @Test
  void prodWaitsForStagingAndDeploymentsOfAStageForEachOther() {
    String prod = jobs().getLast();
    assertTrue(prod.startsWith("prod:") && prod.contains("needs: staging"), prod);
    assertEquals(List.of("deploy-staging", "deploy-prod"), all("group: (.*)$", WORKFLOW));
  }

  @Test
  void prodIsNotDeployedWithoutAContext() {
    assertTrue(jobs().getLast().contains("CONTEXT=\"${CONTEXT:?"), jobs().getLast());
  }
}
