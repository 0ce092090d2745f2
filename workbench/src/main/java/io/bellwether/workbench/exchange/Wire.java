package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.RefusedException.badRequest;
import static io.bellwether.workbench.exchange.RefusedException.malformed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON of the trading protocol: money and quantities are strings, missing values are null. */
final class Wire {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Of the few symbols there are: the hash behind an id takes longer than an order's JSON. */
  private static final Map<String, String> ASSET_IDS = new ConcurrentHashMap<>();

  private Wire() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  static JsonNode read(String body) throws RefusedException {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw badRequest("request body format is invalid");
    }
    throw badRequest("request body format is invalid");
  }

  static ObjectNode refusal(RefusedException refusal) {
    ObjectNode node = object();
    refusal.details().forEach(node::put);
    if (!refusal.relatedOrders().isEmpty()) {
      ArrayNode related = node.putArray("related_orders");
      refusal.relatedOrders().forEach(related::add);
    }
    return node.put("code", refusal.code()).put("message", refusal.message());
  }

  /** The id of an asset, made from its symbol. */
  static String assetId(String symbol) {
    return ASSET_IDS.computeIfAbsent(
        symbol,
        name ->
            UUID.nameUUIDFromBytes(("asset-" + name).getBytes(StandardCharsets.UTF_8)).toString());
  }

  static ObjectNode order(WorkingOrder order, boolean nested) {
    OrderRequest terms = order.terms();
    Optional<Instant> ended = order.endedAt();
    ObjectNode node = object();
    node.put("id", order.id());
    node.put("client_order_id", order.clientOrderId());
    put(node, "created_at", Optional.of(order.acceptedAt()));
    put(node, "updated_at", Optional.of(order.updatedAt()));
    put(node, "submitted_at", Optional.of(order.acceptedAt()));
    put(node, "filled_at", ended.filter(at -> order.status() == ExchangeStatus.FILLED));
    put(node, "expired_at", ended.filter(at -> order.status() == ExchangeStatus.EXPIRED));
    put(node, "canceled_at", ended.filter(at -> order.status() == ExchangeStatus.CANCELED));
    node.putNull("failed_at");
    put(node, "replaced_at", ended.filter(at -> order.status() == ExchangeStatus.REPLACED));
    put(node, "replaced_by", order.replacedBy().map(WorkingOrder::id));
    put(node, "replaces", order.replaces().map(WorkingOrder::id));
    node.put("asset_id", assetId(order.symbol()));
    node.put("symbol", order.symbol());
    node.put("asset_class", "us_equity");
    put(node, "notional", terms.notional());
    put(node, "qty", terms.quantity());
    node.put("filled_qty", Decimals.plain(order.filledQuantity()));
    put(node, "filled_avg_price", order.averagePrice());
    node.put("order_class", word(terms.orderClass()));
    node.put("order_type", word(order.type()));
    node.put("type", word(order.type()));
    node.put("side", word(order.side()));
    node.put("time_in_force", word(terms.timeInForce()));
    put(node, "limit_price", terms.prices().limit());
    put(node, "stop_price", terms.prices().stop());
    node.put("status", order.status().wire());
    node.put("extended_hours", terms.extendedHours());
    put(node, "trail_percent", terms.prices().trailPercent());
    put(node, "trail_price", terms.prices().trailPrice());
    put(node, "hwm", order.waterMark());
    if (!nested || order.children().isEmpty()) {
      node.putNull("legs");
    } else {
      ArrayNode legs = node.putArray("legs");
      order.children().forEach(child -> legs.add(order(child, false)));
    }
    return node;
  }

  static ObjectNode fill(ExchangeFill fill) {
    boolean last = fill.leavesQuantity().signum() == 0;
    return object()
        .put("id", fill.id())
        .put("activity_type", "FILL")
        .put("type", last ? "fill" : "partial_fill")
        .put("transaction_time", fill.time().toString())
        .put("price", Decimals.plain(fill.price()))
        .put("qty", Decimals.plain(fill.quantity()))
        .put("cum_qty", Decimals.plain(fill.cumulativeQuantity()))
        .put("leaves_qty", Decimals.plain(fill.leavesQuantity()))
        .put("side", word(fill.side()))
        .put("symbol", fill.symbol())
        .put("order_id", fill.orderId())
        .put("order_status", last ? "filled" : "partially_filled");
  }

  static void put(ObjectNode node, String field, Optional<?> value) {
    if (value.isEmpty()) {
      node.putNull(field);
    } else if (value.get() instanceof BigDecimal number) {
      node.put(field, Decimals.plain(number));
    } else {
      node.put(field, value.get().toString());
    }
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static OrderRequest orderRequest(JsonNode body) throws RefusedException {
    OrderClass orderClass = orderClass(text(body, "order_class"));
    Optional<BigDecimal> takeProfit = decimal(body.path("take_profit"), "limit_price");
    Optional<BigDecimal> limit = decimal(body, "limit_price");
    return new OrderRequest(
        text(body, "symbol").orElseThrow(() -> malformed("symbol is required")),
        choice(Side.class, body, "side"),
        choice(OrderType.class, body, "type"),
        choice(TimeInForce.class, body, "time_in_force"),
        decimal(body, "qty"),
        decimal(body, "notional"),
        new OrderRequest.Prices(
            orderClass == OrderClass.OCO ? limit.or(() -> takeProfit) : limit,
            decimal(body, "stop_price"),
            decimal(body, "trail_price"),
            decimal(body, "trail_percent")),
        body.path("extended_hours").asBoolean(false),
        text(body, "client_order_id"),
        orderClass,
        takeProfit,
        decimal(body.path("stop_loss"), "stop_price"),
        decimal(body.path("stop_loss"), "limit_price"));
  }

  static OrderDesk.Changes changes(JsonNode body) throws RefusedException {
    return new OrderDesk.Changes(
        decimal(body, "qty"),
        decimal(body, "limit_price"),
        decimal(body, "stop_price"),
        decimal(body, "trail"),
        text(body, "time_in_force").isEmpty()
            ? Optional.empty()
            : Optional.of(choice(TimeInForce.class, body, "time_in_force")),
        text(body, "client_order_id"));
  }

  private static OrderClass orderClass(Optional<String> word) throws RefusedException {
    return switch (word.orElse("")) {
      case "", "simple" -> OrderClass.SIMPLE;
      case "bracket" -> OrderClass.BRACKET;
      case "oco" -> OrderClass.OCO;
      case "oto" -> OrderClass.OTO;
      default -> throw malformed("invalid order_class");
    };
  }

  private static <E extends Enum<E>> E choice(Class<E> type, JsonNode body, String field)
      throws RefusedException {
    String word = text(body, field).orElseThrow(() -> malformed(field + " is required"));
    for (E value : type.getEnumConstants()) {
      if (word(value).equals(word)) {
        return value;
      }
    }
    throw malformed("invalid " + field);
  }

  private static Optional<String> text(JsonNode body, String field) {
    JsonNode node = body.path(field);
    return node.isValueNode() && !node.isNull() && !node.asText().isEmpty()
        ? Optional.of(node.asText())
        : Optional.empty();
  }

  private static Optional<BigDecimal> decimal(JsonNode body, String field) throws RefusedException {
    Optional<String> text = text(body, field);
    return text.isEmpty() ? Optional.empty() : Optional.of(decimal(text.get(), field));
  }

  static BigDecimal decimal(String text, String field) throws RefusedException {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw malformed("invalid " + field);
    }
  }

  /** A time of a query: RFC 3339, or a date, which is its midnight on the exchange. */
  static Instant instant(String text, String field, ZoneId zone) throws RefusedException {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw badRequest("invalid " + field + ": " + text);
    }
  }

  static int integer(Optional<String> text, String field, int standard, int most)
      throws RefusedException {
    try {
      int value = text.map(Integer::parseInt).orElse(standard);
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw malformed("invalid " + field);
    }
    throw malformed(field + " must be from 1 to " + most);
  }
}
