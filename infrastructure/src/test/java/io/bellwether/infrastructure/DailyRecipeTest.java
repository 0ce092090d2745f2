package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's recipe for dead letters, run as it is written, with an `aws` that plays a queue. */
@Tag("integration")
final class DailyRecipeTest {
  private static final String EVENT = "{\"detail\":{\"type\":\"OrderFilled\"}}";

  private @TempDir Path folder;

  /** The commands of the guide that a text is in. */
  private static String recipe(String part) throws IOException {
    String guide = Files.readString(Templates.PROJECT.resolve("docs/guide/daily.md"));
    return Stream.of(guide.split("```", -1))
        .filter(block -> block.startsWith("sh\n") && block.contains(part))
        .findFirst()
        .orElseThrow()
        .substring("sh\n".length());
  }

  /** Handles a letter, and says whether it was deleted. */
  private boolean isDeleted(String body, String invocation) throws Exception {
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "jq")));
    assumeTrue(found, "jq is not there, which the guide's recipe needs");
    String text = JsonNodeFactory.instance.textNode(body).toString();
    Files.writeString(
        folder.resolve("queue.json"),
        body.isEmpty()
            ? ""
            : "{\"Messages\":[{\"ReceiptHandle\":\"handle\",\"Body\":" + text + "}]}");
    Files.writeString(folder.resolve("invocation.json"), invocation);
    Path aws = folder.resolve("aws");
    Files.writeString(
        aws,
        """
        #!/bin/sh
        case "$*" in
          'sqs get-queue-url'*) echo https://queue ;;
          'sqs receive-message'*) cat queue.json ;;
          'lambda invoke'*) echo '{}' > answer.json; cat invocation.json ;;
          'sqs delete-message --queue-url https://queue --receipt-handle handle') touch deleted ;;
          *) exit 255 ;;
        esac
        """);
    Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", recipe(".requestPayload // ."))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile());
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    assertTrue(builder.start().waitFor(1, TimeUnit.MINUTES));
    return Files.exists(folder.resolve("deleted"));
  }

  private String invokedWith() throws IOException {
    return Template.parse(Files.readString(folder.resolve("payload.json"))).toString();
  }

  @Test
  void aRecordOfLambdaIsSentAgainAndDeleted() throws Exception {
    assertTrue(isDeleted("{\"requestPayload\":" + EVENT + "}", "{\"StatusCode\":200}"));
    assertEquals(EVENT, invokedWith());
  }

  @Test
  void aBareEventIsSentAgainAndDeleted() throws Exception {
    assertTrue(isDeleted(EVENT, "{\"StatusCode\":200}"));
    assertEquals(EVENT, invokedWith());
  }

  /** The command line ends with 0 also when the function failed. */
  @Test
  void whatFailsAgainStays() throws Exception {
    assertEquals(false, isDeleted(EVENT, "{\"StatusCode\":200,\"FunctionError\":\"Unhandled\"}"));
  }

  @Test
  void anEmptyQueueInvokesNothing() throws Exception {
    assertEquals(false, isDeleted("", "{\"StatusCode\":200}"));
    assertEquals(false, Files.exists(folder.resolve("answer.json")));
  }
}
