package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that holds templates against the CloudFormation schemas. */
@Tag("integration")
class SchemaCheckTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();

  @TempDir private Path folder;

  private record Run(int code, List<String> lines) {}

  private static Run run(Path workingFolder, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(workingFolder.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), output.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Run check(Path... templates) {
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
  void theTemplatesPassAndABrokenCopyDoesNot() throws IOException {
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
  void itsOwnTestsPass() {
    assertEquals(2, check(folder.resolve("absent.json")).code());

    Run run = run(MODULE.resolve("schema"), List.of("node", "--test"));

    assertEquals(0, run.code(), () -> String.join("\n", run.lines()));
    assertTrue(run.lines().contains("# fail 0"), run::toString);
    assertTrue(run.lines().stream().anyMatch(line -> line.matches("# pass [1-9][0-9]+")));
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
