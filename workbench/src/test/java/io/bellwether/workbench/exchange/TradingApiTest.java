package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.EngineDriver.bars;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Bars;
import io.bellwether.workbench.exchange.ExchangeClient.Reply;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trading protocol over HTTP. */
@Tag("integration")
final class TradingApiTest {
  private static final Bars BARS =
      bars(
          "QQQ",
          "5m",
          "2024-07-03T09:30 100 101 99 100.5",
          "2024-07-03T09:35 102 103 94 100",
          "2024-07-03T09:40 100 103 99.5 102");

  private final ExchangeFixture fixture = new ExchangeFixture("2024-07-03T09:30", BARS);
  private final ExchangeClient client = fixture.client();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static String order(String side, String quantity, String clientOrderId, String more) {
    return """
    {"symbol":"QQQ","qty":"%s","side":"%s","time_in_force":"day",
     "client_order_id":"%s",%s}\
    """
        .formatted(quantity, side, clientOrderId, more);
  }

  private static String market(String side, String quantity, String clientOrderId) {
    return order(side, quantity, clientOrderId, "\"type\":\"market\"");
  }

  private static String limit(String quantity, String price, String clientOrderId) {
    return order(
        "buy", quantity, clientOrderId, "\"type\":\"limit\",\"limit_price\":\"" + price + "\"");
  }

  @Test
  void anOrderIsAnAcknowledgementFirstAndAFillLater() throws Exception {
    Reply placed = client.post("/v2/orders", market("buy", "10", "first"));
    assertEquals(200, placed.status());
    assertEquals("pending_new", placed.body().get("status").asText());
    assertEquals("0", placed.body().get("filled_qty").asText());
    assertTrue(placed.body().get("filled_avg_price").isNull());
    assertTrue(placed.body().get("legs").isNull());
    assertEquals("2024-07-03T13:30:00Z", placed.body().get("submitted_at").asText());
    fixture.to("2024-07-03T09:30:02");
    JsonNode filled = client.get("/v2/orders:by_client_order_id?client_order_id=first").body();
    assertEquals("filled", filled.get("status").asText());
    assertEquals("100", filled.get("filled_avg_price").asText());
    assertTrue(filled.get("qty").isTextual());
    JsonNode position = client.get("/v2/positions/QQQ").body();
    assertEquals("10", position.get("qty").asText());
    assertEquals("10", position.get("qty_available").asText());
    assertEquals("long", position.get("side").asText());
    JsonNode account = client.get("/v2/account").body();
    assertEquals("99000", account.get("cash").asText());
    assertEquals("100000", account.get("equity").asText());
    assertEquals("99000", account.get("buying_power").asText());
    assertFalse(account.get("trading_blocked").asBoolean());
  }

  @Test
  void wrongKeysAreUnauthorized() throws Exception {
    try (ExchangeClient stranger =
        new ExchangeClient(fixture.exchange().baseUri(), "other", "secret")) {
      Reply reply = stranger.get("/v2/account");
      assertEquals(401, reply.status());
      assertEquals("unauthorized.", reply.body().get("message").asText());
    }
  }

  @Test
  void unknownThingsAreNotFound() throws Exception {
    Reply unknown = client.get("/v2/orders:by_client_order_id?client_order_id=a%20b");
    assertEquals(404, unknown.status());
    assertEquals("order not found for a b", unknown.body().get("message").asText());
    assertEquals(404, client.get("/v2/orders/none").status());
    assertEquals(404, client.delete("/v2/orders/none").status());
    Reply position = client.get("/v2/positions/QQQ");
    assertEquals(404, position.status());
    assertEquals(40410000, position.body().get("code").asInt());
    assertEquals("position does not exist", position.body().get("message").asText());
    assertEquals(404, client.get("/v2/watchlists").status());
  }

  @Test
  void refusalsCarryCodeMessageAndDetails() throws Exception {
    Reply tooMuch = client.post("/v2/orders", market("buy", "1001", "rich"));
    assertEquals(403, tooMuch.status());
    assertEquals(
        "{\"buying_power\":\"100000\",\"cost_basis\":\"100100\",\"code\":40310000,"
            + "\"message\":\"insufficient buying power\"}",
        tooMuch.body().toString());
    client.post("/v2/orders", market("buy", "1", "twice"));
    Reply duplicate = client.post("/v2/orders", market("buy", "1", "twice"));
    assertEquals(422, duplicate.status());
    assertEquals(40010001, duplicate.body().get("code").asInt());
    assertEquals(400, client.post("/v2/orders", "no json").status());
    assertEquals(422, client.post("/v2/orders", "{\"symbol\":\"QQQ\"}").status());
    assertEquals(
        422, client.post("/v2/orders", order("buy", "ten", "x", "\"type\":\"market\"")).status());
  }

  @Test
  void cancellingAnswersWithoutABody() throws Exception {
    String id = client.post("/v2/orders", limit("1", "90", "low")).body().get("id").asText();
    assertEquals(204, client.delete("/v2/orders/" + id).status());
    assertEquals("canceled", client.get("/v2/orders/" + id).body().get("status").asText());
    assertEquals(422, client.delete("/v2/orders/" + id).status());
    client.post("/v2/orders", limit("1", "90", "low-2"));
    client.post("/v2/orders", limit("1", "91", "low-3"));
    Reply all = client.delete("/v2/orders");
    assertEquals(207, all.status());
    assertEquals(2, all.body().size());
    assertEquals(200, all.body().get(0).get("status").asInt());
    assertEquals(0, client.get("/v2/orders").body().size());
  }

  @Test
  void replacingGivesANewOrder() throws Exception {
    String id = client.post("/v2/orders", limit("1", "90", "low")).body().get("id").asText();
    assertEquals(
        422, client.send("PATCH", "/v2/orders/" + id, "{\"limit_price\":\"91\"}").status());
    fixture.to("2024-07-03T09:31:30");
    Reply replaced =
        client.send(
            "PATCH",
            "/v2/orders/" + id,
            "{\"limit_price\":\"91\",\"qty\":\"2\",\"client_order_id\":\"higher\"}");
    assertEquals(200, replaced.status());
    assertEquals("91", replaced.body().get("limit_price").asText());
    assertEquals("2", replaced.body().get("qty").asText());
    assertEquals(id, replaced.body().get("replaces").asText());
    JsonNode old = client.get("/v2/orders/" + id).body();
    assertEquals("replaced", old.get("status").asText());
    assertEquals(replaced.body().get("id").asText(), old.get("replaced_by").asText());
  }

  @Test
  void listsFilterSortAndNest() throws Exception {
    client.post("/v2/orders", market("buy", "1", "a"));
    fixture.to("2024-07-03T09:36:30");
    client.post("/v2/orders", limit("1", "80", "b"));
    client.post(
        "/v2/orders",
        order(
            "sell",
            "1",
            "c",
            "\"type\":\"limit\",\"order_class\":\"oco\","
                + "\"take_profit\":{\"limit_price\":\"110\"},"
                + "\"stop_loss\":{\"stop_price\":\"90\"}"));
    fixture.to("2024-07-03T09:37");
    assertEquals(List.of("c", "b"), ids(client.get("/v2/orders?nested=true").body()));
    JsonNode flat = client.get("/v2/orders?nested=false&direction=asc").body();
    assertEquals(3, flat.size());
    JsonNode pair = client.get("/v2/orders?nested=true&limit=2").body().get(0);
    assertEquals("90", pair.get("legs").get(0).get("stop_price").asText());
    assertEquals(List.of("a"), ids(client.get("/v2/orders?status=closed").body()));
    assertEquals(
        List.of("a"),
        ids(client.get("/v2/orders?status=all&until=2024-07-03T09:36:30-04:00").body()));
    assertEquals(List.of(), ids(client.get("/v2/orders?status=all&symbols=SPY,IWM").body()));
    assertEquals(422, client.get("/v2/orders?limit=501").status());
  }

  private static List<String> ids(JsonNode orders) {
    List<String> ids = new ArrayList<>();
    orders.forEach(order -> ids.add(order.get("client_order_id").asText()));
    return ids;
  }

  @Test
  void clockAndCalendarCarryNewYorkTime() throws Exception {
    fixture.to("2024-07-03T12:59:59");
    JsonNode clock = client.get("/v2/clock").body();
    assertTrue(clock.get("is_open").asBoolean());
    assertEquals("2024-07-03T12:59:59-04:00", clock.get("timestamp").asText());
    assertEquals("2024-07-03T13:00:00-04:00", clock.get("next_close").asText());
    assertEquals("2024-07-05T09:30:00-04:00", clock.get("next_open").asText());
    fixture.to("2024-07-03T13:00");
    JsonNode closed = client.get("/v2/clock").body();
    assertFalse(closed.get("is_open").asBoolean());
    assertEquals(
        Instant.parse("2024-07-05T20:00:00Z"),
        OffsetDateTime.parse(closed.get("next_close").asText()).toInstant());
    assertEquals(
        "[{\"date\":\"2024-07-03\",\"open\":\"09:30\",\"close\":\"13:00\",\"session_open\":\"0400\","
            + "\"session_close\":\"1700\",\"settlement_date\":\"2024-07-05\"},"
            + "{\"date\":\"2024-07-05\",\"open\":\"09:30\",\"close\":\"16:00\",\"session_open\":\"0400\","
            + "\"session_close\":\"2000\",\"settlement_date\":\"2024-07-08\"}]",
        client.get("/v2/calendar?start=2024-07-03&end=2024-07-07").body().toString());
  }

  @Test
  void fillsAreActivitiesInPages() throws Exception {
    List<String> orderIds = new ArrayList<>();
    for (String id : List.of("a", "b", "c")) {
      Reply reply = client.post("/v2/orders", market("buy", "1", id));
      orderIds.add(reply.body().get("id").asText());
    }
    fixture.to("2024-07-03T09:31");
    JsonNode all = client.get("/v2/account/activities/FILL").body();
    assertEquals(3, all.size());
    assertEquals(orderIds.get(2), all.get(0).get("order_id").asText());
    assertTrue(all.get(0).get("id").asText().startsWith("20240703093001000::"));
    assertEquals("2024-07-03T13:30:01Z", all.get(0).get("transaction_time").asText());
    JsonNode page = client.get("/v2/account/activities/FILL?direction=asc&page_size=2").body();
    assertEquals(2, page.size());
    JsonNode rest =
        client
            .get(
                "/v2/account/activities/FILL?direction=asc&page_size=2&page_token="
                    + page.get(1).get("id").asText())
            .body();
    assertEquals(orderIds.get(2), rest.get(0).get("order_id").asText());
    assertEquals(1, rest.size());
    JsonNode one = client.get("/v2/account/activities/FILL?order_id=" + orderIds.get(1)).body();
    assertEquals(1, one.size());
    assertEquals("fill", one.get(0).get("type").asText());
    assertEquals(0, client.get("/v2/account/activities/FILL?date=2024-07-02").body().size());
  }

  @Test
  void positionsAreClosedByOrders() throws Exception {
    client.post("/v2/orders", market("buy", "10", "a"));
    fixture.to("2024-07-03T09:30:05");
    Reply half = client.delete("/v2/positions/QQQ?percentage=50");
    assertEquals(200, half.status());
    assertEquals("5", half.body().get("qty").asText());
    Reply all = client.delete("/v2/positions?cancel_orders=true");
    assertEquals(207, all.status());
    assertEquals(200, all.body().get(0).get("status").asInt());
    assertEquals("10", all.body().get(0).get("body").get("qty").asText());
    fixture.to("2024-07-03T09:30:10");
    assertEquals(0, client.get("/v2/positions").body().size());
  }

  @Test
  void everyAnswerCountsDownTheRateLimit() throws Exception {
    try (ExchangeFixture limited =
        new ExchangeFixture("2024-07-03T09:30:30", b -> b.requestsPerMinute(2), BARS)) {
      Reply first = limited.client().get("/v2/clock");
      assertEquals("2", first.headers().firstValue("X-RateLimit-Limit").orElseThrow());
      assertEquals("1", first.headers().firstValue("X-RateLimit-Remaining").orElseThrow());
      assertEquals(
          Long.toString(EngineDriver.newYork("2024-07-03T09:31").getEpochSecond()),
          first.headers().firstValue("X-RateLimit-Reset").orElseThrow());
      assertEquals(200, limited.client().get("/v2/clock").status());
      assertEquals(429, limited.client().get("/v2/clock").status());
      limited.to("2024-07-03T09:31");
      assertEquals(200, limited.client().get("/v2/clock").status());
    }
  }
}
