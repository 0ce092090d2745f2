package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.lambda.InvocationFailedException;
import io.bellwether.cloud.lambda.JsonFunction;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

@Tag("integration")
class CallLimitsTest {
  /** Stands still: what is left of the deadline is what the invocation began with. */
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T14:30:00Z"));

  @Test
  void aCallThatIsNotAnsweredEndsWithTheInvocation() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SqsClient client = client(silent.getLocalPort())) {
      JsonFunction function = new Sender(client);
      RuntimeException e =
          assertThrows(
              InvocationFailedException.class,
              () ->
                  function.handleRequest(
                      InputStream.nullInputStream(),
                      OutputStream.nullOutputStream(),
                      invocation(1_000)));
      // Without the deadline it would be the client's own 12 seconds.
      assertTrue(String.valueOf(e.getMessage()).contains("500 millis"), e::toString);
    }
  }

  private static SqsClient client(int port) {
    return AwsClients.configured(
            SqsClient.builder(),
            UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(60)).build(),
            CallLimits.TRADING)
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private static Context invocation(int remainingMillis) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> remainingMillis;
                  case "getAwsRequestId", "getFunctionName" -> "name";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static final class Sender extends JsonFunction {
    private final SqsClient client;

    Sender(SqsClient client) {
      super(CLOCK, new EmfMetrics("test", CLOCK, line -> {}));
      this.client = client;
    }

    @Override
    protected ObjectNode handle(ObjectNode payload, Deadline deadline) {
      client.sendMessage(message -> message.queueUrl("http://127.0.0.1/q").messageBody("{}"));
      return answer();
    }
  }
}
