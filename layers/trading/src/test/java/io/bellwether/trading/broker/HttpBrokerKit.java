package io.bellwether.trading.broker;

import static org.junit.jupiter.api.Assertions.assertAll;
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
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.risk.ApprovedOrders;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link Broker} that speaks HTTP must show on a bad wire to a good venue: whatever
 * happens to a request and its answer, a request that changes something is sent once, its outcome
 * is unknown unless the venue's own words settle it, and asking by our id then tells what became of
 * it; and what reads either tells the truth or fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpBrokerKit extends BrokerKit {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  /** Long enough for a request to reach the wire. */
  private static final Duration IMPATIENT = Duration.ofMillis(700);

  /** For what is the same whether it reached the wire or not. */
  private static final Duration HASTY = Duration.ofMillis(100);

  private static final OrderTerms RESTING = limit(Side.BUY, "10", "70.00");

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

  static Stream<WireFault> unclear() {
    return WireFault.unclear();
  }

  /** To a read it makes no difference what the venue has done. */
  static Stream<WireFault> unreadable() {
    return WireFault.unclear().filter(WireFault::carriedOut);
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

  Stream<Distortion> distortedOrders() {
    return words().distortedOrders().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unclear")
  void anOrderWithoutAClearAnswerIsUnknownAndPlacedAtMostOnce(WireFault fault) throws Exception {
    wire().breakWrites(fault);
    Submission first = submit(through(fault), "bw-lost");

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
    Submission replacement = replace(through(fault), old, "bw-new");

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
    Cancellation cancellation = through(fault).cancel(order.brokerOrderId(), deadline());

    assertEquals(Cancellation.UNKNOWN, cancellation);
    assertEquals(1, wire().writes().size(), () -> "sent: " + wire().writes());

    wire().mend();
    await("bw-cancel", fault.carriedOut() ? OrderStatus.CANCELED : OrderStatus.ACCEPTED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void aLookupWithoutAClearAnswerNeverSaysNotFound(WireFault fault) {
    submit("bw-rest", RESTING);
    wire().breakReads(fault);
    Broker broker = fault.outlasts() ? brokerAt(wire().uri(), HASTY) : patient();

    assertInstanceOf(Lookup.Unknown.class, broker.find("bw-rest", deadline()));
    assertInstanceOf(Lookup.Unknown.class, broker.find("bw-never", deadline()));
    assertEquals(List.of(), wire().writes());
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
  @MethodSource("distortedOrders")
  void aFoundOrderIsTakenAsFarAsItIsUnderstood(Distortion distortion) {
    confirmed(submit("bw-odd", RESTING));
    wire().breakReads(distortion.fault());

    assertKind(
        distortion.usable() ? Lookup.Found.class : Lookup.Unknown.class,
        patient().find("bw-odd", deadline()));
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void aReadWithoutAClearAnswerFailsInsteadOfBeingEmpty(WireFault fault) throws Exception {
    String id = trade();
    wire().breakReads(fault);
    Broker broker = fault.outlasts() ? brokerAt(wire().uri(), HASTY) : patient();
    // Waiting in vain is the same for all of them, and takes its time.
    Stream<Read> reads = fault.outlasts() ? Stream.of(Read.POSITIONS) : Stream.of(Read.values());

    assertAll(
        reads.map(
            read ->
                (Executable)
                    () ->
                        assertThrows(
                            BrokerException.class, () -> read(broker, read, id), read.name())));
  }

  @ParameterizedTest
  @EnumSource(Read.class)
  void aReadIsTrueOrFails(Read read) throws Exception {
    String id = trade();
    Broker broker = patient();
    Object truth = read(broker, read, id);

    assertAll(
        words().distorted(read).stream()
            .map(
                distortion ->
                    (Executable) () -> assertTrueOrFails(broker, read, id, truth, distortion)));
  }

  @ParameterizedTest
  @EnumSource(Read.class)
  void aReadOutlivesTroubleThatPasses(Read read) throws Exception {
    String id = trade();
    Broker broker = patient();
    Object truth = read(broker, read, id);
    for (int status : List.of(429, 500, 503)) {
      wire()
          .breakNextRead(WireFault.instead("passing", new MockResponse().setResponseCode(status)));
      assertEquals(undated(truth), undated(read(broker, read, id)), () -> "after " + status);
    }
  }

  private void assertTrueOrFails(
      Broker broker, Read read, String id, Object truth, Distortion distortion) throws Exception {
    wire().breakReads(distortion.fault());
    if (distortion.usable()) {
      assertEquals(undated(truth), undated(read(broker, read, id)), distortion.name());
    } else {
      assertThrows(BrokerException.class, () -> read(broker, read, id), distortion.name());
    }
  }

  /** So that there is something to read everywhere; the order whose fills there are. */
  private String trade() throws Exception {
    String id = buy("bw-entry", "12").brokerOrderId();
    confirmed(submit("bw-rest", RESTING));
    advance(Duration.ofMinutes(1));
    return id;
  }

  private Object read(Broker broker, Read read, String brokerOrderId) throws BrokerException {
    return switch (read) {
      case ACCOUNT -> broker.account(deadline());
      case CLOCK -> broker.clock(deadline());
      case CALENDAR ->
          broker.calendar(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 30), deadline());
      case POSITIONS -> broker.positions(deadline());
      case OPEN_ORDERS -> broker.openOrders(deadline());
      case FILLS -> broker.fills(brokerOrderId, deadline());
      case LATEST_PRICE -> broker.latestPrice(SYMBOL, deadline());
    };
  }

  /** Without the times that go on while a read is repeated. */
  private static Object undated(Object answer) {
    return switch (answer) {
      case AccountSnapshot account ->
          List.of(
              account.cash(), account.equity(), account.buyingPower(), account.tradingBlocked());
      case MarketClock clock -> List.of(clock.open(), clock.nextOpen(), clock.nextClose());
      default -> answer;
    };
  }

  private Submission submit(Broker broker, String clientOrderId) {
    return broker.submit(ApprovedOrders.of(clientOrderId, RESTING), deadline());
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

  private void assertKnown(boolean known, String clientOrderId) {
    assertKind(
        known ? Lookup.Found.class : Lookup.NotFound.class,
        broker().find(clientOrderId, deadline()));
  }

  private static void assertKind(Class<?> kind, Object answer) {
    assertInstanceOf(kind, answer);
  }

  private Broker through(WireFault fault) {
    return fault.outlasts() ? brokerAt(wire().uri(), IMPATIENT) : patient();
  }

  private Broker patient() {
    return brokerAt(wire().uri(), PATIENT);
  }

  private FaultyWire wire() {
    return Objects.requireNonNull(wire, "opened before each test");
  }
}
