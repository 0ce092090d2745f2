package io.bellwether.trading.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.Broker.Cancellation;
import io.bellwether.trading.broker.Submission.Refusal;
import io.bellwether.trading.broker.VenueWords.Distortion;
import io.bellwether.trading.broker.VenueWords.Read;
import io.bellwether.trading.broker.VenueWords.Refused;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.risk.ApprovedOrders;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link Broker} that speaks HTTP must show on a bad wire to a good venue: whatever
 * happens to a request that changes something and to its answer, it is sent once, its outcome is
 * unknown unless the venue's own words settle it, and asking by our id then tells what became of
 * it. With it come the kits for reading and for a good wire. A venue's test extends this class, and
 * gives besides the hooks of {@link BrokerKitVenue} those of {@link WireKit}.
 */
public abstract class HttpBrokerKit extends HttpReadKit {
  static Stream<WireFault> unclear() {
    return WireFault.unclear();
  }

  static Stream<WireFault> endless() {
    return WireFault.endless();
  }

  static Stream<WireFault> harmless() {
    return WireFault.harmless();
  }

  Stream<Refused> refusals() {
    return words().refusals().stream();
  }

  Stream<MockResponse> strangersNotFound() {
    return words().strangersNotFound().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unclear")
  void anOrderWithoutAClearAnswerIsUnknownAndPlacedAtMostOnce(WireFault fault) throws Exception {
    wire().breakWrites(fault);
    Submission first = submit(patient(), "bw-lost");

    assertInstanceOf(Submission.Unknown.class, first);
    assertEquals(1, wire().writes().size(), () -> "sent: " + wire().writes());

    wire().mend();
    assertKnown(fault.carriedOut(), "bw-lost");
    assertInstanceOf(Submission.Confirmed.class, submit(patient(), "bw-lost"));
    assertEquals(List.of("bw-lost"), openClientOrderIds());
    assertEquals(2, wire().writes().size(), () -> "sent: " + wire().writes());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unclear")
  void aReplacementWithoutAClearAnswerIsUnknownAndMadeAtMostOnce(WireFault fault) throws Exception {
    BrokerOrder old = confirmed(submit("bw-old", RESTING));
    advance(Duration.ofMinutes(1));
    wire().breakWrites(fault);
    Submission replacement = replace(patient(), old, "bw-new");

    assertInstanceOf(Submission.Unknown.class, replacement);
    assertEquals(1, wire().writes().size(), () -> "sent: " + wire().writes());

    wire().mend();
    assertKnown(fault.carriedOut(), "bw-new");
    assertEquals(
        List.of(fault.carriedOut() ? "bw-new" : "bw-old"),
        openClientOrderIds(),
        "one order is at work, not two");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unclear")
  void aCancelWithoutAClearAnswerIsUnknownAndAskedForOnce(WireFault fault) throws Exception {
    BrokerOrder order = confirmed(submit("bw-cancel", RESTING));
    wire().breakWrites(fault);
    Cancellation cancellation = patient().cancel(order.brokerOrderId(), deadline());

    assertEquals(Cancellation.UNKNOWN, cancellation);
    assertEquals(1, wire().writes().size(), () -> "sent: " + wire().writes());

    wire().mend();
    await("bw-cancel", fault.carriedOut() ? OrderStatus.CANCELED : OrderStatus.ACCEPTED);
  }

  /** What was given up on may arrive at any time, or never; nothing here depends on it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("endless")
  void aCallWithoutAnEndIsGivenUpAndItsOutcomeUnknown(WireFault fault) throws Exception {
    BrokerOrder order = confirmed(submit("bw-old", RESTING));
    advance(Duration.ofMinutes(1));
    wire().breakWrites(fault);
    assertInstanceOf(Submission.Unknown.class, submit(impatient(), "bw-lost"));
    assertInstanceOf(Submission.Unknown.class, replace(impatient(), order, "bw-new"));
    assertEquals(Cancellation.UNKNOWN, impatient().cancel(order.brokerOrderId(), deadline()));

    wire().mend();
    assertInstanceOf(Submission.Confirmed.class, submit(patient(), "bw-lost"));
    assertEquals(1, openClientOrderIds().stream().filter("bw-lost"::equals).count());
  }

  @ParameterizedTest
  @MethodSource("strangersNotFound")
  void aStrangersNotFoundIsNotTheVenues(MockResponse answer) throws Exception {
    BrokerOrder order = confirmed(submit("bw-rest", RESTING));
    WireFault fault = WireFault.instead("not found", answer);
    wire().breakReads(fault);
    assertInstanceOf(Lookup.Unknown.class, patient().find("bw-rest", deadline()));
    assertThrows(BrokerException.class, () -> patient().positions(deadline()));

    wire().breakWrites(fault);
    assertEquals(Cancellation.UNKNOWN, patient().cancel(order.brokerOrderId(), deadline()));
    assertInstanceOf(Submission.Unknown.class, submit(patient(), "bw-other"));
    assertEquals(2, wire().writes().size(), () -> "sent: " + wire().writes());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void aRefusalIsRejectedWithItsKindAndNothingIsPlaced(Refused refused) throws Exception {
    wire().breakWrites(WireFault.instead(refused.name(), refused.answer()));
    Submission submission = submit(patient(), "bw-refused");

    assertRejected(refused.refusal(), submission);
    assertEquals(1, wire().writes().size(), () -> "sent: " + wire().writes());
    Submission.Rejected rejected = assertInstanceOf(Submission.Rejected.class, submission);
    assertFalse(rejected.message().isBlank());
    // Only too many requests pass by themselves.
    assertEquals(
        Optional.empty(),
        rejected.retryAt().filter(at -> refused.refusal() != Refusal.RATE_LIMITED));

    wire().mend();
    assertKnown(false, "bw-refused");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("distortedOrders")
  void anAcknowledgementIsTakenAsFarAsItIsUnderstood(Distortion distortion) throws Exception {
    wire().breakWrites(distortion.fault());
    Submission submission = submit(patient(), "bw-odd");

    assertKind(
        distortion.usable() ? Submission.Confirmed.class : Submission.Unknown.class, submission);
    assertEquals(1, wire().writes().size(), () -> "sent: " + wire().writes());

    wire().mend();
    BrokerOrder placed = found("bw-odd");
    if (submission instanceof Submission.Confirmed(BrokerOrder confirmed)) {
      assertEquals(placed.brokerOrderId(), confirmed.brokerOrderId());
      assertSameTerms(RESTING, confirmed.terms());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmless")
  void anUnusualAnswerIsAnAnswer(WireFault oddity) throws Exception {
    wire().breakWrites(oddity);
    BrokerOrder order = confirmed(submit(patient(), "bw-odd"));
    wire().breakReads(oddity);

    assertEquals(
        order.brokerOrderId(),
        assertInstanceOf(Lookup.Found.class, patient().find("bw-odd", deadline()))
            .order()
            .brokerOrderId());
    assertEquals(1, wire().writes().size(), () -> "sent: " + wire().writes());
  }

  @Test
  void anIdSaidToBeTakenConfirmsNothingThatCannotBeFound() throws Exception {
    wire().breakWrites(WireFault.instead("taken", words().idTaken()));
    assertInstanceOf(Submission.Unknown.class, submit(patient(), "bw-ghost"));
    assertEquals(1, wire().writes().size(), () -> "sent: " + wire().writes());
  }

  @Test
  void anIdThatIsTakenIsUnknownWhileItsOrderCannotBeRead() throws Exception {
    submit("bw-twice", RESTING);
    wire().breakReads(WireFault.instead("500", new MockResponse().setResponseCode(500)));
    assertInstanceOf(Submission.Unknown.class, submit(patient(), "bw-twice"));
    assertEquals(1, wire().writes().size(), () -> "sent: " + wire().writes());
    assertEquals(List.of("bw-twice"), openClientOrderIds());
  }

  @Test
  void twoAtOnceWithOneIdPlaceOneOrder() throws Exception {
    List<Callable<Submission>> both =
        List.of(() -> submit(patient(), "bw-race"), () -> submit(patient(), "bw-race"));
    try (ExecutorService threads = Executors.newFixedThreadPool(both.size())) {
      for (Future<Submission> submission : threads.invokeAll(both)) {
        assertEquals(found("bw-race").brokerOrderId(), confirmed(submission.get()).brokerOrderId());
      }
    }
    assertEquals(List.of("bw-race"), openClientOrderIds());
  }

  @Test
  void withoutAConnectionNothingIsKnownAndNothingIsEmpty() throws Exception {
    Broker broker = patient();
    wire().close();

    assertInstanceOf(Submission.Unknown.class, submit(broker, "bw-alone"));
    assertInstanceOf(Lookup.Unknown.class, broker.find("bw-alone", deadline()));
    assertEquals(Cancellation.UNKNOWN, broker.cancel(NO_SUCH_ORDER, deadline()));
    for (Read read : Read.values()) {
      assertThrows(BrokerException.class, () -> read(broker, read, NO_SUCH_ORDER), read.name());
    }
    assertKnown(false, "bw-alone");
  }

  @Test
  void afterTheDeadlineNothingIsSent() throws Exception {
    Deadline over = Deadline.after(clock(), Duration.ZERO);
    assertInstanceOf(
        Submission.Unknown.class, patient().submit(ApprovedOrders.of("bw-tardy", RESTING), over));
    assertEquals(Cancellation.UNKNOWN, patient().cancel(NO_SUCH_ORDER, over));
    assertInstanceOf(Lookup.Unknown.class, patient().find("bw-tardy", over));
    assertEquals(List.of(), wire().writes());
  }

  @Test
  void anInterruptedCallIsUnknown() throws Exception {
    Broker broker = patient();
    Thread.currentThread().interrupt();
    Submission submission = submit(broker, "bw-cut");
    Thread.interrupted();

    assertInstanceOf(Submission.Unknown.class, submission);
    wire().mend();
    assertInstanceOf(Submission.Confirmed.class, submit(broker, "bw-cut"));
    assertEquals(List.of("bw-cut"), openClientOrderIds());
  }

  private Submission replace(Broker broker, BrokerOrder old, String clientOrderId) {
    return broker.replace(
        old.brokerOrderId(),
        clientOrderId,
        Optional.of(new BigDecimal("8")),
        Optional.empty(),
        Optional.empty(),
        deadline());
  }
}
