package io.bellwether.trading.broker.alpaca;

import static io.bellwether.trading.broker.alpaca.AlpacaServer.CLIENT_ID;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.KEYS;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.ORDER;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.ORDER_ID;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.calendar.Session;
import io.bellwether.strategy.Direction;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerFill;
import io.bellwether.trading.broker.BrokerOrder;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.Lookup;
import io.bellwether.trading.broker.MarketClock;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of Alpaca in each read, and what its answers become. */
class AlpacaReadsTest {
  private static final String ACCOUNT =
      """
      {"id":"0d1f2c5e-1111-4222-8333-9a1b2c3d4e5f","account_number":"PA3XXXXXXX",
       "status":"ACTIVE","currency":"USD","cash":"25000.12","equity":"31250.40",
       "last_equity":"31010.00","buying_power":"50000.24","multiplier":"2",
       "long_market_value":"6250.28","short_market_value":"0","trading_blocked":false,
       "account_blocked":false,"trade_suspended_by_user":false,
       "created_at":"2025-02-03T15:04:05.123456Z","something_new":{"deep":[1,2]}}
      """;

  private AlpacaServer alpaca;

  @BeforeEach
  void start() throws Exception {
    alpaca = new AlpacaServer();
  }

  @AfterEach
  void stop() throws Exception {
    alpaca.close();
  }

  @Test
  void accountIsReadWithBothKeysInTheHeaders() throws Exception {
    alpaca.answer(200, ACCOUNT);
    AccountSnapshot account = alpaca.broker().account(alpaca.deadline());

    assertEquals(
        new AccountSnapshot(
            new BigDecimal("25000.12"),
            new BigDecimal("31250.40"),
            new BigDecimal("50000.24"),
            false,
            START,
            Optional.of(new BigDecimal("31010.00"))),
        account);
    RecordedRequest request = alpaca.request();
    assertEquals("GET /v2/account HTTP/1.1", request.getRequestLine());
    assertEquals(KEYS.id(), request.getHeader("APCA-API-KEY-ID"));
    assertEquals(KEYS.secret(), request.getHeader("APCA-API-SECRET-KEY"));
    assertEquals("application/json", request.getHeader("Accept"));
    assertEquals("alpaca-paper", alpaca.broker().name());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"status\":\"ACTIVE\"', '\"status\":\"ACCOUNT_CLOSED\"'",
    "'\"status\":\"ACTIVE\"', '\"status\":\"A_NEW_ONE\"'",
    "'\"trading_blocked\":false', '\"trading_blocked\":true'",
    "'\"account_blocked\":false', '\"account_blocked\":true'",
    "'\"trade_suspended_by_user\":false', '\"trade_suspended_by_user\":true'"
  })
  void anAccountThatMayNotTradeIsBlocked(String from, String to) throws Exception {
    alpaca.answer(200, ACCOUNT.replace(from, to));
    assertTrue(alpaca.broker().account(alpaca.deadline()).tradingBlocked());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"cash\":\"25000.12\"', '\"cash\":null'",
    "'\"cash\":\"25000.12\"', '\"cash\":\"\"'",
    "'\"cash\":\"25000.12\"', '\"cash\":\"lots\"'",
    "'\"cash\":\"25000.12\"', '\"cash\":{\"amount\":\"1\"}'",
    "'\"cash\":\"25000.12\"', '\"cash\":\"1e999999999\"'",
    "'\"currency\":\"USD\"', '\"currency\":\"EUR\"'",
    "'{\"id\"', '[{\"id\"'",
  })
  void anAccountThatCannotBeUnderstoodIsAnErrorNotAnEmptyAccount(String from, String to) {
    alpaca.answer(200, ACCOUNT.replace(from, to));
    assertThrows(BrokerException.class, () -> alpaca.broker().account(alpaca.deadline()));
  }

  @Test
  void amountsArriveToTheLastDigit() throws Exception {
    alpaca.answer(200, ACCOUNT.replace("\"25000.12\"", "25000.120000000000001"));
    assertEquals(
        new BigDecimal("25000.120000000000001"), alpaca.broker().account(alpaca.deadline()).cash());
  }

  @Test
  void clockTimesCarryTheirOffset() throws Exception {
    alpaca.answer(
        200,
        """
        {"timestamp":"2026-11-27T12:59:30.5-05:00","is_open":true,
         "next_open":"2026-11-30T09:30:00-05:00","next_close":"2026-11-27T13:00:00-05:00"}
        """);
    assertEquals(
        new MarketClock(
            Instant.parse("2026-11-27T17:59:30.5Z"),
            true,
            Instant.parse("2026-11-30T14:30:00Z"),
            Instant.parse("2026-11-27T18:00:00Z")),
        alpaca.broker().clock(alpaca.deadline()));
    assertEquals("GET /v2/clock", alpaca.line());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"is_open\":\"true\"}", "{\"is_open\":null}"})
  void aClockThatDoesNotSayWhetherTheMarketIsOpenIsAnError(String body) {
    alpaca.answer(200, body);
    assertThrows(BrokerException.class, () -> alpaca.broker().clock(alpaca.deadline()));
  }

  @Test
  void calendarTimesAreNewYorksInSummerAndWinter() throws Exception {
    alpaca.answer(
        200,
        """
        [{"date":"2026-10-30","open":"09:30","close":"16:00","session_open":"0400",
          "session_close":"2000","settlement_date":"2026-11-02"},
         {"date":"2026-11-02","open":"09:30","close":"16:00"},
         {"date":"2026-11-03","open":"09:30","close":"13:00"}]
        """);
    List<Session> sessions =
        alpaca
            .broker()
            .calendar(LocalDate.of(2026, 10, 30), LocalDate.of(2026, 11, 4), alpaca.deadline());

    assertEquals(
        List.of(
            new Session(
                LocalDate.of(2026, 10, 30),
                Instant.parse("2026-10-30T13:30:00Z"),
                Instant.parse("2026-10-30T20:00:00Z"),
                false),
            new Session(
                LocalDate.of(2026, 11, 2),
                Instant.parse("2026-11-02T14:30:00Z"),
                Instant.parse("2026-11-02T21:00:00Z"),
                false),
            new Session(
                LocalDate.of(2026, 11, 3),
                Instant.parse("2026-11-03T14:30:00Z"),
                Instant.parse("2026-11-03T18:00:00Z"),
                true)),
        sessions);
    assertEquals("GET /v2/calendar?start=2026-10-30&end=2026-11-04", alpaca.line());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"date\":\"2029-12-31\",\"open\":\"09:30\",\"close\":\"16:00\"}]",
        "[{\"date\":\"2029-12-20\",\"open\":\"16:00\",\"close\":\"09:30\"}]",
        "[{\"date\":\"2029-12-20\",\"open\":\"0930\",\"close\":\"1600\"}]",
        "[{\"date\":\"2029-11-20\",\"open\":\"09:30\",\"close\":\"16:00\"}]"
      })
  void aCalendarWithHolesIsAnError(String body) {
    alpaca.answer(200, body);
    assertThrows(
        BrokerException.class,
        () ->
            alpaca
                .broker()
                .calendar(
                    LocalDate.of(2029, 12, 20), LocalDate.of(2030, 1, 20), alpaca.deadline()));
  }

  @Test
  void positionsAreTakenAtTheirSide() throws Exception {
    alpaca.answer(
        200,
        """
        [{"symbol":"TQQQ","qty":"12.5","qty_available":"2.5","side":"long",
          "avg_entry_price":"81.24","current_price":"82.00","lastday_price":"80.00",
          "unrealized_plpc":"0.01"},
         {"symbol":"SQQQ","qty":"-3","qty_available":null,"side":"short",
          "avg_entry_price":"10","current_price":null,"lastday_price":"11"}]
        """);
    assertEquals(
        List.of(
            new BrokerPosition(
                "TQQQ",
                Direction.LONG,
                new BigDecimal("12.5"),
                new BigDecimal("2.5"),
                new BigDecimal("81.24"),
                new BigDecimal("82.00")),
            new BrokerPosition(
                "SQQQ",
                Direction.SHORT,
                new BigDecimal("3"),
                new BigDecimal("3"),
                BigDecimal.TEN,
                new BigDecimal("11"))),
        alpaca.broker().positions(alpaca.deadline()));
    assertEquals("GET /v2/positions", alpaca.line());
  }

  @Test
  void openOrdersBringTheirLegs() throws Exception {
    alpaca.answer(200, "[" + bracket() + "]");
    BrokerOrder order = alpaca.broker().openOrders(alpaca.deadline()).getFirst();

    assertEquals(
        List.of(OrderStatus.HELD, OrderStatus.HELD),
        order.legs().stream().map(BrokerOrder::status).toList());
    assertEquals("GET /v2/orders?status=open&limit=500&direction=asc&nested=true", alpaca.line());
  }

  @Test
  void aListOfOpenOrdersThatMayBeCutIsAnError() {
    alpaca.answer(
        200,
        IntStream.range(0, 500).mapToObj(i -> ORDER).collect(Collectors.joining(",", "[", "]")));
    assertThrows(BrokerException.class, () -> alpaca.broker().openOrders(alpaca.deadline()));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"qty\":\"12\"', '\"qty\":null'",
    "'\"symbol\":\"TQQQ\"', '\"symbol\":\"BTC/USD\"'",
    "'\"limit_price\":\"81.25\"', '\"limit_price\":null'",
    "'\"id\":\"61e69015-8549-4bfd-b9c3-01e75843f47d\"', '\"id\":\"../account\"'",
  })
  void anOrderThisSystemCannotReadIsNotLeftOut(String from, String to) {
    alpaca.answer(200, "[" + ORDER.replace(from, to) + "]");
    assertThrows(BrokerException.class, () -> alpaca.broker().openOrders(alpaca.deadline()));
  }

  @Test
  void fillsAreReadPageByPageOldestFirst() throws Exception {
    alpaca.answer(200, fills(0, 100));
    alpaca.answer(200, fills(99, 130));
    List<BrokerFill> fills = alpaca.broker().fills(ORDER_ID, alpaca.deadline());

    assertEquals(130, fills.size());
    assertEquals(
        new BrokerFill(
            "fill::0",
            ORDER_ID,
            "TQQQ",
            Side.BUY,
            new BigDecimal("5"),
            new BigDecimal("81.2405"),
            Instant.parse("2026-11-20T20:30:00.000000001Z")),
        fills.getFirst());
    String first =
        "GET /v2/account/activities/FILL?order_id=" + ORDER_ID + "&direction=asc&page_size=100";
    assertEquals(first, alpaca.line());
    assertEquals(first + "&page_token=fill%3A%3A99", alpaca.line());
  }

  @Test
  void fillsOfOtherOrdersAreNotTaken() throws Exception {
    alpaca.answer(200, fills(0, 3).replace(ORDER_ID, "another-order"));
    assertEquals(List.of(), alpaca.broker().fills(ORDER_ID, alpaca.deadline()));
  }

  @Test
  void fillsThatNeverEndAreAnError() {
    for (int page = 0; page < 101; page++) {
      alpaca.answer(200, fills(100 * page, 100 * page + 100));
    }
    assertThrows(BrokerException.class, () -> alpaca.broker().fills(ORDER_ID, alpaca.deadline()));
    assertEquals(100, alpaca.server.getRequestCount());
  }

  /** A server that does not know the page's token would give the first page for ever. */
  @Test
  void fillsThatGoInCirclesAreAnError() {
    alpaca.answer(200, fills(0, 100));
    alpaca.answer(200, fills(0, 100));
    alpaca.answer(200, "[]");
    assertThrows(BrokerException.class, () -> alpaca.broker().fills(ORDER_ID, alpaca.deadline()));
    assertEquals(2, alpaca.server.getRequestCount());
  }

  /** A list made while executions come in shows some of them on two pages, and late ones late. */
  @Test
  void rowsOnTwoPagesCountOnceAndLateOnesStandWhereTheyBelong() throws Exception {
    String early = fills(500, 501).replace("T20:30:00", "T20:29:00");
    alpaca.answer(200, fills(0, 100));
    alpaca.answer(200, fills(90, 110).replace("]", "," + early.substring(1)));
    List<BrokerFill> fills = alpaca.broker().fills(ORDER_ID, alpaca.deadline());

    assertEquals(111, fills.size());
    assertEquals("fill::500", fills.getFirst().id());
    assertEquals("fill::109", fills.getLast().id());
  }

  @Test
  void theLatestPriceIsThatOfTheFeedAskedFor() throws Exception {
    alpaca.answer(
        200,
        """
        {"trades":{"TQQQ":{"t":"2026-11-20T15:30:00.1Z","x":"V","p":81.4950,"s":100,"i":7713}}}
        """);
    assertEquals(
        new BigDecimal("81.4950"),
        alpaca
            .broker(alpaca.settings().withDataFeed("iex"), () -> KEYS)
            .latestPrice("TQQQ", alpaca.deadline()));
    assertEquals("GET /v2/stocks/trades/latest?symbols=TQQQ&feed=iex", alpaca.line());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"trades\":{}}",
        "{\"trades\":{\"SQQQ\":{\"p\":81.5}}}",
        "{\"trades\":{\"TQQQ\":{\"p\":0}}}",
        "{\"trades\":{\"TQQQ\":{\"p\":null}}}"
      })
  void noTradeIsNoPrice(String body) {
    alpaca.answer(200, body);
    assertThrows(
        BrokerException.class, () -> alpaca.broker().latestPrice("TQQQ", alpaca.deadline()));
  }

  @Test
  void anOrderIsFoundByOurId() throws Exception {
    alpaca.answer(200, ORDER);
    Lookup.Found found =
        assertInstanceOf(Lookup.Found.class, alpaca.broker().find(CLIENT_ID, alpaca.deadline()));

    assertEquals(ORDER_ID, found.order().brokerOrderId());
    assertEquals(OrderStatus.ACCEPTED, found.order().status());
    assertEquals("pending_new", found.order().brokerStatus());
    assertEquals(Optional.empty(), found.order().averagePrice());
    assertEquals("GET /v2/orders:by_client_order_id?client_order_id=bw-abc", alpaca.line());
  }

  @Test
  void ourIdIsEncodedInTheQuery() throws Exception {
    alpaca.answer(404, "{\"code\":40410000,\"message\":\"order not found for a&b=c d/e\"}");
    assertInstanceOf(Lookup.NotFound.class, alpaca.broker().find("a&b=c d/e", alpaca.deadline()));
    assertEquals(
        "GET /v2/orders:by_client_order_id?client_order_id=a%26b%3Dc%20d%2Fe", alpaca.line());
  }

  @Test
  void theLegsOfAFoundBracketAreAskedForById() throws Exception {
    alpaca.answer(200, ORDER.replace("\"order_class\":\"\"", "\"order_class\":\"bracket\""));
    alpaca.answer(200, bracket());
    Lookup.Found found =
        assertInstanceOf(Lookup.Found.class, alpaca.broker().find(CLIENT_ID, alpaca.deadline()));

    assertEquals(2, found.order().legs().size());
    alpaca.request();
    assertEquals("GET /v2/orders/" + ORDER_ID + "?nested=true", alpaca.line());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"id\":",
        "200 | [1]",
        "200 | <html>ok</html>",
        "200 | ''",
        "207 | {}",
        "302 | ''",
        "400 | {\"message\":\"bad\"}",
        "403 | {\"message\":\"no\"}",
        "404 | <html>no such page</html>",
        "404 | {\"message\":\"endpoint not found\"}"
      })
  void anyOtherAnswerLeavesItOpenWhetherTheOrderExists(int status, String body) {
    alpaca.answer(status, body);
    assertInstanceOf(Lookup.Unknown.class, alpaca.broker().find(CLIENT_ID, alpaca.deadline()));
    assertEquals(1, alpaca.server.getRequestCount());
  }

  @Test
  void anotherOrderThanTheOneAskedForIsNoAnswer() {
    alpaca.answer(200, ORDER);
    assertInstanceOf(Lookup.Unknown.class, alpaca.broker().find("bw-other", alpaca.deadline()));
  }

  private static String fills(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                """
                {"id":"fill::%d","activity_type":"FILL","type":"partial_fill",
                 "transaction_time":"2026-11-20T20:30:00.%09dZ","price":"81.2405","qty":"5",
                 "cum_qty":"5","leaves_qty":"7","side":"buy","symbol":"TQQQ",
                 "order_id":"%s","order_status":"partially_filled"}
                """
                    .formatted(i, i + 1, ORDER_ID))
        .collect(Collectors.joining(",", "[", "]"));
  }

  static String bracket() {
    String leg =
        ORDER
            .replace("\"side\":\"buy\"", "\"side\":\"sell\"")
            .replace("\"order_class\":\"\"", "\"order_class\":\"bracket\"")
            .replace("pending_new", "held");
    String target =
        leg.replace("61e69015", "61e69016").replace("bw-abc", "t").replace("81.25", "85.00");
    String stop =
        leg.replace("61e69015", "61e69017")
            .replace("bw-abc", "s")
            .replace("\"limit\"", "\"stop\"")
            .replace("\"limit_price\":\"81.25\"", "\"limit_price\":null")
            .replace("\"stop_price\":null", "\"stop_price\":\"78.90\"");
    return ORDER
        .replace("\"order_class\":\"\"", "\"order_class\":\"bracket\"")
        .replace("\"legs\":null", "\"legs\":[" + target + "," + stop + "]");
  }
}
