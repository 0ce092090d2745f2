package io.bellwether.trading.broker;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.bellwether.trading.broker.VenueWords.Distortion;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.risk.ApprovedOrders;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A {@link BrokerKit} whose venue also answers through a {@link FaultyWire}, and the words in which
 * {@link HttpReadKit} and {@link HttpBrokerKit} are written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WireKit extends BrokerKit {
  static final OrderTerms RESTING = limit(Side.BUY, "10", "70.00");
  private static final Duration PATIENT = Duration.ofSeconds(20);

  /** For what is the same whether it reached the wire or not. */
  private static final Duration IMPATIENT = Duration.ofMillis(100);

  private @Nullable FaultyWire wire;

  /** Where the venue answers. */
  protected abstract URI venue();

  /**
   * A broker for the venue's account.
   *
   * @param base where it finds the venue
   * @param callTimeout the most one call may take
   */
  protected abstract Broker brokerAt(URI base, Duration callTimeout);

  /** What the venue says, and how it may come out wrong. */
  protected abstract VenueWords words();

  @BeforeEach
  void openWire() throws Exception {
    wire = new FaultyWire(venue());
  }

  @AfterEach
  void closeWire() throws Exception {
    wire().close();
  }

  Stream<Distortion> distortedOrders() {
    return words().distortedOrders().stream();
  }

  final Submission submit(Broker broker, String clientOrderId) {
    return broker.submit(ApprovedOrders.of(clientOrderId, RESTING), deadline());
  }

  final void assertKnown(boolean known, String clientOrderId) {
    assertKind(
        known ? Lookup.Found.class : Lookup.NotFound.class,
        broker().find(clientOrderId, deadline()));
  }

  static void assertKind(Class<?> kind, Object answer) {
    assertInstanceOf(kind, answer);
  }

  /** A broker that gets to know of the fault one way or the other. */
  final Broker reading(WireFault fault) {
    return fault.outlasts() ? impatient() : patient();
  }

  final Broker patient() {
    return brokerAt(wire().uri(), PATIENT);
  }

  /** A broker that gives up soon, perhaps before its request has reached the wire. */
  final Broker impatient() {
    return brokerAt(wire().uri(), IMPATIENT);
  }

  final FaultyWire wire() {
    return Objects.requireNonNull(wire, "opened before each test");
  }
}
