package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that holds templates against the CloudFormation schemas. */
@Tag("integration")
class SchemaCheckTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path SCHEMA = MODULE.resolve("schema");

  @TempDir private static Path folder;

  /** The check of a template that is not there; the first check fetches the schemas. */
  private static Run absent = new Run(0, List.of());

  private record Run(int code, List<String> lines) {
    @Override
    public String toString() {
      return "exit code " + code + "\n" + String.join("\n", lines);
    }
  }

  @BeforeAll
  static void fetchOnce() throws Exception {
    absent = check(folder.resolve("absent.json"));
  }

  /** Without a network there is nothing to check against, which is no fault of the check's. */
  @BeforeEach
  void theSchemasAreThere() throws IOException {
    assumeTrue(isFetched(), () -> "the schemas cannot be fetched from the npm registry: " + absent);
  }

  /** What {@code bin/schema} goes by. */
  private static boolean isFetched() throws IOException {
    Path installed = SCHEMA.resolve("node_modules/.package-lock.json");
    return Files.exists(installed)
        && Files.getLastModifiedTime(installed)
                .compareTo(Files.getLastModifiedTime(SCHEMA.resolve("package-lock.json")))
            >= 0;
  }

  private static Run run(Path workingFolder, List<String> command)
      throws IOException, InterruptedException {
    Path printed = Files.createTempFile(folder, "printed", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    // By itself npm tries for minutes to reach a registry that is out of reach.
    builder.environment().put("npm_config_fetch_retries", "0");
    builder.environment().put("npm_config_fetch_timeout", "60000");
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String output = Files.readString(printed);
    assertTrue(ended, () -> command + " does not end: " + output);
    return new Run(process.exitValue(), output.lines().toList());
  }

  private static Run check(Path... templates) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(MODULE.resolve("bin/schema").toString());
    for (Path template : templates) {
      command.add(template.toString());
    }
    return run(MODULE, command);
  }

  private Path file(String name, JsonNode template) throws IOException {
    return Files.writeString(folder.resolve(name), template.toString());
  }

  @Test
  void theTemplatesPassAndABrokenCopyDoesNot() throws Exception {
    Path dev = file("dev.json", Templates.dev().json());
    Path live = file("live.json", Templates.live().json());
    JsonNode template = Templates.dev().json().deepCopy();
    ObjectNode queue = ofType(template, "AWS::SQS::Queue");
    queue.put("VisibilityTimeout", "long").put("Visibility", 3);
    ObjectNode function = ofType(template, "AWS::Lambda::Function");
    function.remove("Code");
    function.putObject("Role").putArray("Fn::GetAtt").add("Nobody").add("Arn");
    Path broken = file("broken.json", template);

    Run good = check(dev, live);
    assertEquals(0, good.code(), good::toString);
    Run run = check(broken, dev);

    assertEquals(1, run.code(), run::toString);
    assertFinding(run, "VisibilityTimeout: expected an integer, found string \"long\"");
    assertFinding(run, "unknown property 'Visibility' of AWS::SQS::Queue");
    assertFinding(run, "required property 'Code' of AWS::Lambda::Function is missing");
    assertFinding(run, "the template has no resource 'Nobody'");
    assertTrue(run.lines().contains(broken + ": 4 found"), run::toString);
  }

  @Test
  void aTemplateThatIsNotThereCannotBeChecked() {
    assertEquals(2, absent.code(), absent::toString);
    assertFinding(absent, folder.resolve("absent.json") + ": cannot be read: ");
  }

  @Test
  void itsOwnTestsPass() throws Exception {
    // The reporter that is used when none is named depends on the release of Node.js.
    Run run = run(SCHEMA, List.of("node", "--test", "--test-reporter=tap"));

    assertEquals(0, run.code(), run::toString);
    assertTrue(run.lines().contains("# fail 0"), run::toString);
    assertTrue(
        run.lines().stream().anyMatch(line -> line.matches("# pass [1-9][0-9]+")), run::toString);
  }

  private static void assertFinding(Run run, String part) {
    assertTrue(run.lines().stream().anyMatch(line -> line.contains(part)), run::toString);
  }

  private static ObjectNode ofType(JsonNode template, String type) {
    for (JsonNode resource : template.get("Resources")) {
      if (resource.get("Type").asText().equals(type)) {
        return (ObjectNode) resource.get("Properties");
      }
    }
    throw new AssertionError("no " + type);
  }
}
