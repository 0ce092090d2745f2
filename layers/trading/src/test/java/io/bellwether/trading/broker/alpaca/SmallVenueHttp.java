package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.PriceStep;
import io.bellwether.market.calendar.Session;
import io.bellwether.trading.broker.alpaca.SmallVenue.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** Speaks Alpaca's protocol for a {@link SmallVenue}. */
final class SmallVenueHttp extends Dispatcher {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final SmallVenue venue;
  private final String symbol;

  SmallVenueHttp(SmallVenue venue, String symbol) {
    this.venue = venue;
    this.symbol = symbol;
  }

  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    HttpUrl url = Objects.requireNonNull(request.getRequestUrl());
    String id = url.pathSegments().getLast();
    String call = request.getMethod() + " " + url.encodedPath();
    return switch (call) {
      case "GET /v2/account" -> ok(account());
      case "GET /v2/clock" -> ok(clock());
      case "GET /v2/calendar" -> ok(calendar(url));
      case "GET /v2/positions" -> ok(positions());
      case "GET /v2/orders" -> ok(openOrders());
      case "GET /v2/account/activities/FILL" -> ok(fills(url));
      case "GET /v1/corporate-actions" -> ok(noActions());
      case "GET /v2/stocks/trades/latest" -> ok(latestTrade());
      case "GET /v2/orders:by_client_order_id" ->
          found(byClientId(url.queryParameter("client_order_id")), false);
      case "POST /v2/orders" -> place(body(request));
      default ->
          switch (Objects.requireNonNull(request.getMethod())) {
            case "GET" -> found(venue.order(id), true);
            case "PATCH" -> replace(id, body(request));
            case "DELETE" -> cancel(id);
            default -> error(405, 0, "not here");
          };
    };
  }

  private MockResponse place(JsonNode body) {
    String clientId = body.path("client_order_id").asText();
    if (byClientId(clientId).isPresent()) {
      return error(422, 40010001, "client_order_id must be unique");
    }
    BigDecimal limit = amount(body, "limit_price");
    BigDecimal quantity = Objects.requireNonNull(amount(body, "qty"));
    if (limit != null && !PriceStep.US_EQUITY.accepts(limit)) {
      return error(
          422,
          42210000,
          "invalid limit_price. sub-penny increment does not fulfill minimum pricing criteria");
    }
    boolean buy = body.path("side").asText().equals("buy");
    if (buy && venue.cost(quantity, limit).compareTo(venue.buyingPower()) > 0) {
      return error(403, 40310000, "insufficient buying power");
    }
    if (!buy && quantity.compareTo(venue.available()) > 0) {
      return error(403, 40310000, "insufficient qty available for order");
    }
    Order order = order(clientId, body, limit, amount(body, "stop_price"));
    venue.orders.add(order);
    if (body.path("order_class").asText().equals("bracket")) {
      order.orderClass = "bracket";
      addLeg(order, "limit", amount(body.path("take_profit"), "limit_price"), null);
      addLeg(order, "stop", null, amount(body.path("stop_loss"), "stop_price"));
    }
    return ok(json(order, false));
  }

  private Order order(
      String clientId, JsonNode body, @Nullable BigDecimal limit, @Nullable BigDecimal stop) {
    return new Order(
        venue.nextId(),
        clientId,
        body.path("side").asText(),
        body.path("type").asText(),
        body.path("time_in_force").asText(),
        Objects.requireNonNull(amount(body, "qty")),
        limit,
        stop);
  }

  private void addLeg(
      Order parent, String type, @Nullable BigDecimal limit, @Nullable BigDecimal stop) {
    String id = venue.nextId();
    Order leg =
        new Order(id, "leg-" + id, "sell", type, parent.timeInForce, parent.quantity, limit, stop);
    leg.status = "held";
    leg.orderClass = "bracket";
    parent.legs.add(leg);
    venue.orders.add(leg);
  }

  private MockResponse replace(String id, JsonNode body) {
    Order old = venue.order(id).orElseThrow();
    BigDecimal quantity = amount(body, "qty");
    BigDecimal limit = amount(body, "limit_price");
    BigDecimal stop = amount(body, "stop_price");
    Order next =
        new Order(
            venue.nextId(),
            body.path("client_order_id").asText(),
            old.side,
            old.type,
            old.timeInForce,
            quantity == null ? old.quantity : quantity,
            limit == null ? old.limit : limit,
            stop == null ? old.stop : stop);
    old.status = "replaced";
    venue.orders.add(next);
    return ok(json(next, false));
  }

  private MockResponse cancel(String id) {
    Optional<Order> order = venue.order(id);
    if (order.isEmpty()) {
      return error(404, 40410000, "order not found for " + id);
    }
    if (!order.get().isOpen()) {
      return error(422, 42210000, "order is already in \"" + order.get().status + "\" state");
    }
    order.get().status = "canceled";
    return new MockResponse().setResponseCode(204);
  }

  private ObjectNode account() {
    BigDecimal equity = venue.cash.add(venue.position.multiply(venue.price));
    return MAPPER
        .createObjectNode()
        .put("status", "ACTIVE")
        .put("cash", venue.cash.toPlainString())
        .put("equity", equity.toPlainString())
        .put("buying_power", venue.buyingPower().toPlainString());
  }

  private ObjectNode clock() {
    return MAPPER
        .createObjectNode()
        .put("timestamp", inNewYork(venue.now))
        .put("is_open", venue.isOpen())
        .put("next_open", inNewYork(venue.nextOpen()))
        .put("next_close", inNewYork(venue.nextClose()));
  }

  private static ArrayNode calendar(HttpUrl url) {
    ArrayNode days = MAPPER.createArrayNode();
    LocalDate start = LocalDate.parse(Objects.requireNonNull(url.queryParameter("start")));
    LocalDate end = LocalDate.parse(Objects.requireNonNull(url.queryParameter("end")));
    for (Session session : SmallVenue.SESSIONS) {
      if (!session.date().isBefore(start) && !session.date().isAfter(end)) {
        days.addObject()
            .put("date", session.date().toString())
            .put("open", session.open().atZone(NEW_YORK).toLocalTime().toString())
            .put("close", session.close().atZone(NEW_YORK).toLocalTime().toString());
      }
    }
    return days;
  }

  private ArrayNode positions() {
    ArrayNode positions = MAPPER.createArrayNode();
    if (venue.position.signum() != 0) {
      positions
          .addObject()
          .put("symbol", symbol)
          .put("side", "long")
          .put("qty", venue.position.toPlainString())
          .put("qty_available", venue.available().toPlainString())
          .put("avg_entry_price", venue.averageEntry.toPlainString())
          .put("current_price", venue.price.toPlainString());
    }
    return positions;
  }

  private ArrayNode openOrders() {
    ArrayNode open = MAPPER.createArrayNode();
    venue.orders.stream().filter(Order::isOpen).forEach(order -> open.add(json(order, true)));
    return open;
  }

  private ArrayNode fills(HttpUrl url) {
    ArrayNode rows = MAPPER.createArrayNode();
    for (SmallVenue.Part part : venue.parts) {
      if (part.order().id.equals(url.queryParameter("order_id"))) {
        rows.addObject()
            .put("id", part.id())
            .put("order_id", part.order().id)
            .put("symbol", symbol)
            .put("side", part.order().side)
            .put("qty", part.quantity().toPlainString())
            .put("price", part.price().toPlainString())
            .put("transaction_time", part.time().toString());
      }
    }
    return rows;
  }

  private ObjectNode latestTrade() {
    ObjectNode answer = MAPPER.createObjectNode();
    answer.putObject("trades").putObject(symbol).put("p", venue.price);
    return answer;
  }

  private static ObjectNode noActions() {
    ObjectNode answer = MAPPER.createObjectNode();
    answer.putObject("corporate_actions");
    return answer.putNull("next_page_token");
  }

  private ObjectNode json(Order order, boolean nested) {
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("id", order.id)
            .put("client_order_id", order.clientId)
            .put("symbol", symbol)
            .put("qty", order.quantity.toPlainString())
            .put("filled_qty", order.filled.toPlainString())
            .put("filled_avg_price", text(order.averagePrice))
            .put("order_class", order.orderClass)
            .put("type", order.type)
            .put("side", order.side)
            .put("time_in_force", order.timeInForce)
            .put("limit_price", text(order.limit))
            .put("stop_price", text(order.stop))
            .put("status", order.status);
    if (nested && !order.legs.isEmpty()) {
      ArrayNode legs = node.putArray("legs");
      order.legs.forEach(leg -> legs.add(json(leg, false)));
    } else {
      node.putNull("legs");
    }
    return node;
  }

  private Optional<Order> byClientId(@Nullable String clientId) {
    return venue.orders.stream().filter(order -> order.clientId.equals(clientId)).findFirst();
  }

  private MockResponse found(Optional<Order> order, boolean nested) {
    return order
        .map(found -> ok(json(found, nested)))
        .orElseGet(() -> error(404, 40410000, "order not found for it"));
  }

  private static MockResponse ok(JsonNode body) {
    return new MockResponse().setBody(body.toString());
  }

  private static MockResponse error(int status, int code, String message) {
    return new MockResponse()
        .setResponseCode(status)
        .setBody(MAPPER.createObjectNode().put("code", code).put("message", message).toString());
  }

  private static JsonNode body(RecordedRequest request) {
    try {
      return MAPPER.readTree(request.getBody().readUtf8());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable BigDecimal amount(JsonNode node, String field) {
    return node.has(field) ? new BigDecimal(node.path(field).asText()) : null;
  }

  private static @Nullable String text(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }

  private static String inNewYork(Instant instant) {
    return ZonedDateTime.ofInstant(instant, NEW_YORK).toOffsetDateTime().toString();
  }
}
