package io.bellwether.cloud.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.market.time.Deadline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are no JSON object, or not one that means one thing, reach no function. */
final class JsonFunctionTest {
  private static final int LARGEST_EVENT = 6 * 1024 * 1024;

  private final List<ObjectNode> handled = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "not JSON",
        "[]",
        "null",
        "5",
        "\"text\"",
        "[{\"known\":\"a\"}]",
        "{\"known\":\"a\",\"known\":\"b\"}",
        "{\"known\":\"a\"} {\"known\":\"b\"}",
        "{\"known\":NaN}",
        "{'known':'a'}",
        "{\"unknown\":\"a\"}"
      })
  void anythingButOneUnambiguousObjectIsRefused(String event) {
    assertThrows(InvocationRefusedException.class, () -> invoke(event));
    assertTrue(handled.isEmpty());
  }

  @Test
  void theLargestAndTheDeepestEventsAreRefusedInFewWords() {
    for (String event :
        List.of(
            "{\"unknown\":\"" + "x".repeat(LARGEST_EVENT) + "\"}",
            "{\"" + "x".repeat(40_000) + "\":1}",
            "{\"known\":".repeat(LARGEST_EVENT / 9),
            "[".repeat(LARGEST_EVENT))) {
      InvocationRefusedException refused =
          assertThrows(InvocationRefusedException.class, () -> invoke(event));
      assertTrue(String.valueOf(refused.getMessage()).length() < 5_000);
    }
    assertTrue(handled.isEmpty());
  }

  @Test
  void noEventAtAllIsAnEmptyObject() throws IOException {
    assertEquals("{\"seen\":0}", invoke(""));
    assertEquals("{\"seen\":1}", invoke("{\"known\":{\"nested\":[1,2]}}"));
  }

  private String invoke(String event) throws IOException {
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> method.getReturnType() == int.class ? 10_000 : "request");
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new Recorder()
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context);
    return answer.toString(StandardCharsets.UTF_8);
  }

  private final class Recorder extends JsonFunction {
    Recorder() {
      super(() -> Instant.EPOCH, new EmfMetrics("test", () -> Instant.EPOCH, line -> {}));
    }

    @Override
    protected ObjectNode handle(ObjectNode payload, Deadline deadline) {
      allowOnly(payload, Set.of("known"));
      handled.add(payload);
      return answer().put("seen", payload.size());
    }
  }
}
