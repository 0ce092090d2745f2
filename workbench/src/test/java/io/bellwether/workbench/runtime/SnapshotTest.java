package io.bellwether.workbench.runtime;

import static io.bellwether.workbench.runtime.Deployments.SIGNAL;
import static io.bellwether.workbench.runtime.Deployments.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.bellwether.cloud.SecretKey;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.exchange.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was true when a snapshot was taken is not what a restored function goes by. */
@Tag("integration")
final class SnapshotTest {
  private static final Duration BEAT = Duration.ofMillis(200);

  @TempDir private Path folder;

  /** The secret as it is now, and what was handed out. */
  private static final class Vault implements AutoCloseable {
    private final AtomicReference<String> keyId = new AtomicReference<>("before-the-snapshot");
    private final List<String> handedOut = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Vault(String secretKey) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              String id = keyId.get();
              handedOut.add(id);
              byte[] answer =
                  """
                  {"SecretString": "{\\"%s\\": \\"%s\\", \\"%s\\": \\"%s\\"}"}
                  """
                      .formatted(
                          SecretKey.ALPACA_KEY_ID.jsonName(),
                          id,
                          SecretKey.ALPACA_SECRET_KEY.jsonName(),
                          secretKey)
                      .getBytes(UTF_8);
              exchange.getRequestBody().readAllBytes();
              exchange.sendResponseHeaders(200, answer.length);
              exchange.getResponseBody().write(answer);
            }
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void aRestoredFunctionHasItsOwnSecretsClockAndName() throws Exception {
    try (LocalDeployment deployment =
            Deployments.start(folder.resolve("deployment"), UnaryOperator.identity(), Fault.NONE);
        Vault vault = new Vault(deployment.exchange().secret());
        LocalLambda one = lambda(deployment, vault, "one");
        LocalLambda other = lambda(deployment, vault, "other")) {
      Instant asked = deployment.clock().instant();
      one.snapshot();
      Instant taken = deployment.clock().instant();
      other.snapshot();
      assertEquals(List.of(), vault.handedOut, "no secret is read before the snapshot");
      assertEquals(0, items(deployment), "nothing is written before the snapshot");
      vault.keyId.set(deployment.exchange().keyId());
      // The function's clock is behind by as much as its process took to look at it first.
      Duration behind = Duration.between(asked, taken);
      passTo(taken.plus(behind).plus(BEAT), deployment.clock());

      Invocation first = one.invoke(event("scheduled-tick.json"));
      assertTrue(first.succeeded(), () -> first.outcome() + "\n" + first.lines());
      assertEquals(List.of(deployment.exchange().keyId()), vault.handedOut);
      Signal signal = deployment.cloud().ledger().signals().find(SIGNAL).orElseThrow();
      assertTrue(signal.decidedAt().isAfter(taken), "the clock stood still");
      assertFalse(signal.decidedAt().isAfter(deployment.clock().instant()), "it runs ahead");

      Set<String> names = writers(deployment);
      assertEquals(1, names.size(), () -> "one process, one name: " + names);
      assertTrue(other.invoke(event("scheduled-tick.json")).succeeded());
      assertEquals(2, writers(deployment).size(), "two clones write under one name");
    }
  }

  private LocalLambda lambda(LocalDeployment deployment, Vault vault, String name) {
    return new LocalLambda(
        deployment.function("signals").function(),
        folder.resolve(name),
        () -> {
          Map<String, String> variables = new HashMap<>(deployment.environment("signals"));
          variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", vault.url());
          return variables;
        },
        Clock.systemUTC(),
        Pause.sleeping());
  }

  private static void passTo(Instant time, InstantSource clock) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), time);
    assertFalse(new CountDownLatch(1).await(left.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static int items(LocalDeployment deployment) {
    return deployment
        .cloud()
        .dynamoClient()
        .scan(request -> request.tableName(EmbeddedCloud.TABLE))
        .count();
  }

  /** Whose attempts the items in the table are. */
  private static Set<String> writers(LocalDeployment deployment) {
    return deployment
        .cloud()
        .dynamoClient()
        .scanPaginator(request -> request.tableName(EmbeddedCloud.TABLE))
        .items()
        .stream()
        .filter(item -> item.containsKey("attempt"))
        .map(item -> item.get("attempt").s().replaceFirst("/.*", ""))
        .collect(Collectors.toSet());
  }
}
