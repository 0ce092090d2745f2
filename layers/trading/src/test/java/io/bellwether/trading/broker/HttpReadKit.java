package io.bellwether.trading.broker;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.trading.broker.VenueWords.Distortion;
import io.bellwether.trading.broker.VenueWords.Read;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link Broker} that speaks HTTP must show when it reads on a bad wire: what it says is
 * true, or it fails; nothing that could not be read is empty, and nothing is not found.
 */
public abstract class HttpReadKit extends WireKit {
  /** To a read it makes no difference what the venue has done. */
  static Stream<WireFault> unreadable() {
    return Stream.concat(WireFault.unclear(), WireFault.endless()).filter(WireFault::carriedOut);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void aLookupWithoutAClearAnswerNeverSaysNotFound(WireFault fault) {
    submit("bw-rest", RESTING);
    wire().breakReads(fault);
    Broker broker = reading(fault);

    assertInstanceOf(Lookup.Unknown.class, broker.find("bw-rest", deadline()));
    assertInstanceOf(Lookup.Unknown.class, broker.find("bw-never", deadline()));
    assertEquals(List.of(), wire().writes());
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
  @MethodSource("unreadable")
  void aReadWithoutAClearAnswerFailsInsteadOfBeingEmpty(WireFault fault) throws Exception {
    String id = trade();
    wire().breakReads(fault);
    Broker broker = reading(fault);
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

  final Object read(Broker broker, Read read, String brokerOrderId) throws BrokerException {
    return switch (read) {
      case ACCOUNT -> broker.account(deadline());
      case CLOCK -> broker.clock(deadline());
      case CALENDAR ->
          broker.calendar(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 30), deadline());
      case POSITIONS -> broker.positions(deadline());
      case OPEN_ORDERS -> broker.openOrders(deadline());
      case FILLS -> broker.fills(brokerOrderId, deadline());
      case SPLITS ->
          broker.splits(
              Set.of(SYMBOL), LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30), deadline());
      case LATEST_TRADE -> broker.latestTrade(SYMBOL, deadline());
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
}
