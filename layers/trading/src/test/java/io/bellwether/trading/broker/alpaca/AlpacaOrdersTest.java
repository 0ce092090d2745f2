package io.bellwether.trading.broker.alpaca;

import static io.bellwether.trading.broker.alpaca.AlpacaServer.CLIENT_ID;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.ORDER;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.ORDER_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.trading.broker.Broker.Cancellation;
import io.bellwether.trading.broker.BrokerOrder;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.broker.Submission.Refusal;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.OrderTerms.Attached;
import io.bellwether.trading.order.OrderTerms.Trail;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders in Alpaca's words, and what its answers to them mean. */
class AlpacaOrdersTest {
  private static final OrderTerms MARKET =
      OrderTerms.market("TQQQ", Side.BUY, new BigDecimal("12"), TimeInForce.DAY);

  private AlpacaServer alpaca;

  @BeforeEach
  void start() throws Exception {
    alpaca = new AlpacaServer();
  }

  @AfterEach
  void stop() throws Exception {
    alpaca.close();
  }

  static Stream<Arguments> requests() {
    Attached bracket =
        new Attached.Bracket(decimal("85.00"), decimal("78.90"), Optional.of(decimal("78.5")));
    Attached oco =
        new Attached.OneCancelsOther(decimal("85.00"), decimal("78.90"), Optional.empty());
    return Stream.of(
        Arguments.of(
            MARKET,
            """
            {"symbol":"TQQQ","qty":"12","side":"buy","type":"market","time_in_force":"day",
             "client_order_id":"bw-abc"}
            """),
        Arguments.of(
            OrderTerms.market("TQQQ", Side.BUY, new BigDecimal("1.2E+3"), TimeInForce.OPG),
            """
            {"symbol":"TQQQ","qty":"1200","side":"buy","type":"market","time_in_force":"opg",
             "client_order_id":"bw-abc"}
            """),
        Arguments.of(
            OrderTerms.market("BRK.B", Side.SELL, new BigDecimal("0.000000001"), TimeInForce.CLS),
            """
            {"symbol":"BRK.B","qty":"0.000000001","side":"sell","type":"market",
             "time_in_force":"cls","client_order_id":"bw-abc"}
            """),
        Arguments.of(
            terms(OrderType.LIMIT, "81.25", null, null, new Attached.None()),
            """
            {"symbol":"TQQQ","qty":"12","side":"buy","type":"limit","time_in_force":"gtc",
             "limit_price":"81.25","client_order_id":"bw-abc"}
            """),
        Arguments.of(
            OrderTerms.stop("TQQQ", Side.SELL, decimal("12"), decimal("78.90"), TimeInForce.GTC),
            """
            {"symbol":"TQQQ","qty":"12","side":"sell","type":"stop","time_in_force":"gtc",
             "stop_price":"78.90","client_order_id":"bw-abc"}
            """),
        Arguments.of(
            terms(OrderType.STOP_LIMIT, "81.25", "81.00", null, new Attached.None()),
            """
            {"symbol":"TQQQ","qty":"12","side":"buy","type":"stop_limit","time_in_force":"gtc",
             "limit_price":"81.25","stop_price":"81.00","client_order_id":"bw-abc"}
            """),
        Arguments.of(
            terms(
                OrderType.TRAILING_STOP,
                null,
                null,
                new Trail.Percent(decimal("1.5")),
                new Attached.None()),
            """
            {"symbol":"TQQQ","qty":"12","side":"buy","type":"trailing_stop","time_in_force":"gtc",
             "trail_percent":"1.5","client_order_id":"bw-abc"}
            """),
        Arguments.of(
            terms(
                OrderType.TRAILING_STOP,
                null,
                null,
                new Trail.Amount(decimal("2.00")),
                new Attached.None()),
            """
            {"symbol":"TQQQ","qty":"12","side":"buy","type":"trailing_stop","time_in_force":"gtc",
             "trail_price":"2.00","client_order_id":"bw-abc"}
            """),
        Arguments.of(
            terms(OrderType.LIMIT, "81.25", null, null, bracket),
            """
            {"symbol":"TQQQ","qty":"12","side":"buy","type":"limit","time_in_force":"gtc",
             "limit_price":"81.25","client_order_id":"bw-abc","order_class":"bracket",
             "take_profit":{"limit_price":"85.00"},
             "stop_loss":{"stop_price":"78.90","limit_price":"78.5"}}
            """),
        Arguments.of(
            terms(OrderType.LIMIT, "85", null, null, oco),
            """
            {"symbol":"TQQQ","qty":"12","side":"buy","type":"limit","time_in_force":"gtc",
             "client_order_id":"bw-abc","order_class":"oco",
             "take_profit":{"limit_price":"85.00"},"stop_loss":{"stop_price":"78.90"}}
            """),
        Arguments.of(
            terms(
                OrderType.MARKET,
                null,
                null,
                null,
                new Attached.OneTriggersOther(Optional.empty(), Optional.of(decimal("78.90")))),
            """
            {"symbol":"TQQQ","qty":"12","side":"buy","type":"market","time_in_force":"gtc",
             "client_order_id":"bw-abc","order_class":"oto","stop_loss":{"stop_price":"78.90"}}
            """),
        Arguments.of(
            terms(
                OrderType.MARKET,
                null,
                null,
                null,
                new Attached.OneTriggersOther(Optional.of(decimal("85")), Optional.empty())),
            """
            {"symbol":"TQQQ","qty":"12","side":"buy","type":"market","time_in_force":"gtc",
             "client_order_id":"bw-abc","order_class":"oto","take_profit":{"limit_price":"85"}}
            """));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void everyKindOfOrderIsWrittenWithNumbersAsStrings(OrderTerms terms, String json)
      throws Exception {
    alpaca.answer(200, ORDER);
    assertInstanceOf(Submission.Confirmed.class, alpaca.submit(terms));

    RecordedRequest request = alpaca.request();
    assertEquals("POST /v2/orders HTTP/1.1", request.getRequestLine());
    assertEquals("application/json", request.getHeader("Content-Type"));
    ObjectMapper mapper = new ObjectMapper();
    assertEquals(mapper.readTree(json), mapper.readTree(request.getBody().readUtf8()));
  }

  static Stream<OrderTerms> inexpressible() {
    return Stream.of(
        terms(
            OrderType.MARKET,
            null,
            null,
            null,
            new Attached.OneCancelsOther(decimal("85"), decimal("78"), Optional.empty())),
        terms(
            OrderType.LIMIT,
            "84",
            null,
            null,
            new Attached.OneCancelsOther(decimal("85"), decimal("78"), Optional.empty())),
        terms(
            OrderType.MARKET,
            null,
            null,
            null,
            new Attached.OneTriggersOther(Optional.empty(), Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource("inexpressible")
  void whatAlpacaHasNoWordsForIsRejectedWithoutAsking(OrderTerms terms) {
    assertInstanceOf(Submission.Rejected.class, alpaca.submit(terms));
    assertEquals(0, alpaca.server.getRequestCount());
  }

  @Test
  void theAcknowledgedOrderIsReadBack() {
    alpaca.answer(200, AlpacaReadsTest.bracket());
    BrokerOrder order = assertInstanceOf(Submission.Confirmed.class, alpaca.submit(MARKET)).order();

    assertEquals(ORDER_ID, order.brokerOrderId());
    assertEquals(
        new OrderTerms(
            "TQQQ",
            Side.BUY,
            new BigDecimal("12"),
            OrderType.LIMIT,
            TimeInForce.DAY,
            Optional.of(new BigDecimal("81.25")),
            Optional.empty(),
            Optional.empty(),
            new Attached.Bracket(decimal("85.00"), decimal("78.90"), Optional.empty())),
        order.terms());
  }

  @Test
  void aTrailingStopIsReadByItsTrailNotItsMovingStop() {
    alpaca.answer(
        200,
        ORDER
            .replace("\"limit\"", "\"trailing_stop\"")
            .replace("\"stop_price\":null", "\"stop_price\":\"77.12\"")
            .replace("\"trail_percent\":null", "\"trail_percent\":\"1.5\""));
    BrokerOrder order = assertInstanceOf(Submission.Confirmed.class, alpaca.submit(MARKET)).order();

    assertEquals(Optional.of(new Trail.Percent(decimal("1.5"))), order.terms().trail());
    assertEquals(Optional.empty(), order.terms().stopPrice());
  }

  @ParameterizedTest
  @CsvSource({
    "new, 0, ACCEPTED",
    "new, 3, PARTIALLY_FILLED",
    "partially_filled, 3, PARTIALLY_FILLED",
    "filled, 12, FILLED",
    "done_for_day, 0, ACCEPTED",
    "done_for_day, 3, PARTIALLY_FILLED",
    "canceled, 3, CANCELED",
    "expired, 3, EXPIRED",
    "replaced, 0, REPLACED",
    "pending_cancel, 0, CANCEL_PENDING",
    "pending_replace, 0, CANCEL_PENDING",
    "accepted, 0, ACCEPTED",
    "pending_new, 0, ACCEPTED",
    "accepted_for_bidding, 0, ACCEPTED",
    "stopped, 0, ACCEPTED",
    "rejected, 0, REJECTED",
    "suspended, 0, NEEDS_REVIEW",
    "calculated, 12, PARTIALLY_FILLED",
    "held, 0, HELD",
    "pending_review, 0, NEEDS_REVIEW",
    "FILLED, 12, NEEDS_REVIEW"
  })
  void everyStatusHasAMeaningAndAnUnknownOneAsksForReview(
      String word, String filled, OrderStatus status) {
    alpaca.answer(
        200,
        ORDER
            .replace("pending_new", word)
            .replace("\"filled_qty\":\"0\"", "\"filled_qty\":\"" + filled + "\""));
    BrokerOrder order = assertInstanceOf(Submission.Confirmed.class, alpaca.submit(MARKET)).order();

    assertEquals(status, order.status());
    assertEquals(word, order.brokerStatus());
    assertEquals(new BigDecimal(filled), order.filledQuantity());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | UNAUTHORIZED | {\"message\": \"unauthorized.\"}",
        "401 | UNAUTHORIZED | <html><h1>401 Authorization Required</h1></html>",
        "401 | UNAUTHORIZED | ''",
        "403 | UNAUTHORIZED | {\"message\":\"forbidden.\"}",
        "403 | INSUFFICIENT_BUYING_POWER | {\"buying_power\":\"176.28\",\"code\":40310000,"
            + "\"cost_basis\":\"975.00\",\"message\":\"insufficient buying power\"}",
        "403 | QUANTITY_HELD | {\"available\":\"0\",\"code\":40310000,\"existing_qty\":\"9\","
            + "\"held_for_orders\":\"9\",\"message\":\"insufficient qty available for order"
            + " (requested: 9, available: 0)\",\"related_orders\":[\"5dfd\"],\"symbol\":\"TQQQ\"}",
        "403 | OTHER | {\"available\":\"9\",\"code\":40310000,\"existing_qty\":\"9\","
            + "\"held_for_orders\":\"0\",\"message\":\"insufficient qty available for order"
            + " (requested: 10, available: 9)\",\"symbol\":\"TQQQ\"}",
        "403 | WASH_TRADE | {\"code\":40310000,\"message\":\"potential wash trade detected. use"
            + " complex orders\",\"existing_order_id\":\"1\","
            + "\"reject_reason\":\"opposite side limit order exists\"}",
        "403 | ACCOUNT_BLOCKED | {\"code\":40310000,"
            + "\"message\":\"new orders are rejected by user request\"}",
        "422 | PRICE_STEP | {\"code\":42210000,\"message\":\"invalid limit_price 27.069. sub-penny"
            + " increment does not fulfill minimum pricing criteria\"}",
        "422 | OTHER | {\"code\":42210000,\"message\":\"fractional orders must be DAY orders\"}",
        "422 | OTHER | {\"code\":40010001,\"message\":\"asset XYZ is not active\"}",
        "422 | OTHER | {\"message\":\"no code here\"}",
        "400 | OTHER | {\"code\":40010000,\"message\":\"qty and notional\"}",
        "429 | RATE_LIMITED | {\"code\":42910000,\"message\":\"rate limit exceeded\"}",
        "429 | RATE_LIMITED | <html>slow down</html>",
      })
  void aRefusalIsRejectedWithItsReason(int status, Refusal refusal, String body) {
    alpaca.answer(status, body);
    Submission.Rejected rejected =
        assertInstanceOf(Submission.Rejected.class, alpaca.submit(MARKET));
    assertEquals(refusal, rejected.refusal());
    assertEquals(1, alpaca.server.getRequestCount());
  }

  /** The server's word is taken within reason, its own clock being seconds off. */
  @ParameterizedTest
  @CsvSource({
    "X-RateLimit-Reset, 1795206630, 2026-11-20T20:30:30Z",
    "X-RateLimit-Reset, 1795206600,",
    "X-RateLimit-Reset, 0,",
    "X-RateLimit-Reset, -1,",
    "X-RateLimit-Reset, 1795206630000,",
    "X-RateLimit-Reset, 1795210200,",
    "X-RateLimit-Reset, soon,",
    "X-RateLimit-Remaining, 0,",
    "Retry-After, 20, 2026-11-20T20:30:20Z",
    "Retry-After, 0,",
    "Retry-After, 86400,"
  })
  void tooManyRequestsSayWhenToComeBack(String header, String value, Instant retryAt) {
    alpaca.server.enqueue(new MockResponse().setResponseCode(429).setHeader(header, value));
    Submission.Rejected rejected =
        assertInstanceOf(Submission.Rejected.class, alpaca.submit(MARKET));
    assertEquals(Optional.ofNullable(retryAt), rejected.retryAt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | <html>Forbidden</html>",
        "422 | not JSON",
        "400 | ''",
        "500 | {\"message\":\"internal server error\"}",
        "502 | <html>bad gateway</html>",
        "503 | ''",
        "504 | ''",
        "408 | ''",
        "409 | {\"message\":\"conflict\"}",
        "307 | ''",
        "202 | {}",
        "207 | [{\"id\":\"1\",\"status\":200}]",
        "200 | ''",
        "200 | {\"id\":\"61e6",
        "200 | <html>welcome</html>",
        "200 | {}",
        "200 | []",
      })
  void anAnswerThatDoesNotSayWhatBecameOfTheOrderIsUnknown(int status, String body) {
    alpaca.answer(status, body);
    assertInstanceOf(Submission.Unknown.class, alpaca.submit(MARKET));
    assertEquals(1, alpaca.server.getRequestCount());
  }

  @Test
  void theAnswerOfAnotherOrderIsUnknown() {
    alpaca.answer(200, ORDER.replace("bw-abc", "somebody-else"));
    assertInstanceOf(Submission.Unknown.class, alpaca.submit(MARKET));
  }

  @Test
  void aTakenIdConfirmsTheOrderThatTookIt() throws Exception {
    alpaca.answer(422, "{\"code\":40010001,\"message\":\"client_order_id must be unique\"}");
    alpaca.answer(200, ORDER.replace("pending_new", "canceled"));
    BrokerOrder order = assertInstanceOf(Submission.Confirmed.class, alpaca.submit(MARKET)).order();

    assertEquals(ORDER_ID, order.brokerOrderId());
    assertEquals(OrderStatus.CANCELED, order.status());
    alpaca.request();
    assertEquals("GET /v2/orders:by_client_order_id?client_order_id=bw-abc", alpaca.line());
    assertEquals(2, alpaca.server.getRequestCount());
  }

  @Test
  void aTakenIdWhoseOrderIsNotToBeFoundIsUnknown() {
    alpaca.answer(422, "{\"code\":40010001,\"message\":\"client_order_id must be unique\"}");
    alpaca.answer(404, "{\"code\":40410000,\"message\":\"order not found for bw-abc\"}");
    assertInstanceOf(Submission.Unknown.class, alpaca.submit(MARKET));
  }

  @Test
  void aReplacementSendsOnlyWhatChanges() throws Exception {
    alpaca.answer(200, ORDER.replace("bw-abc", "bw-new"));
    Submission submission =
        alpaca
            .broker()
            .replace(
                ORDER_ID,
                "bw-new",
                Optional.empty(),
                Optional.empty(),
                Optional.of(decimal("79.10")),
                alpaca.deadline());

    assertInstanceOf(Submission.Confirmed.class, submission);
    RecordedRequest request = alpaca.request();
    assertEquals("PATCH /v2/orders/" + ORDER_ID + " HTTP/1.1", request.getRequestLine());
    assertEquals(
        "{\"stop_price\":\"79.10\",\"client_order_id\":\"bw-new\"}", request.getBody().readUtf8());
  }

  @Test
  void aReplacementThatChangesNothingIsAMistakeOfTheCaller() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            alpaca
                .broker()
                .replace(
                    ORDER_ID,
                    CLIENT_ID,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    alpaca.deadline()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "204 | REQUESTED | ''",
        "422 | NOT_CANCELABLE | {\"code\":42210000,\"message\":\"order is already filled\"}",
        "404 | NOT_FOUND | {\"code\":40410000,\"message\":\"order not found for 61e6\"}",
        "404 | UNKNOWN | <html>no such page</html>",
        "401 | UNKNOWN | {\"message\":\"unauthorized.\"}",
        "207 | UNKNOWN | [{\"id\":\"1\",\"status\":500}]",
        "429 | UNKNOWN | {}",
        "500 | UNKNOWN | {}",
        "307 | UNKNOWN | {}"
      })
  void aCancelIsRequestedRefusedOrUnknown(int status, Cancellation expected, String body)
      throws Exception {
    alpaca.answer(status, body);
    assertEquals(expected, alpaca.broker().cancel(ORDER_ID, alpaca.deadline()));
    assertEquals("DELETE /v2/orders/" + ORDER_ID, alpaca.line());
    assertEquals(1, alpaca.server.getRequestCount());
  }

  /** {@code DELETE /v2/orders/} would cancel every order of the account. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a/b", "?x"})
  void aCancelWithoutAnIdNeverLeaves(String id) {
    assertThrows(
        IllegalArgumentException.class, () -> alpaca.broker().cancel(id, alpaca.deadline()));
    assertEquals(0, alpaca.server.getRequestCount());
  }

  private static BigDecimal decimal(String value) {
    return new BigDecimal(value);
  }

  private static OrderTerms terms(
      OrderType type,
      @Nullable String limit,
      @Nullable String stop,
      @Nullable Trail trail,
      Attached attached) {
    return new OrderTerms(
        "TQQQ",
        Side.BUY,
        new BigDecimal("12"),
        type,
        TimeInForce.GTC,
        Optional.ofNullable(limit).map(BigDecimal::new),
        Optional.ofNullable(stop).map(BigDecimal::new),
        Optional.ofNullable(trail),
        attached);
  }
}
