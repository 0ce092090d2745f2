package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.trading.broker.Submission.Refusal;
import io.bellwether.trading.broker.VenueWords;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import okhttp3.mockwebserver.MockResponse;

/** How Alpaca says things, and can say them badly. */
public final class AlpacaWords implements VenueWords {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String HTML = "<html><body>no such page</body></html>";

  /** JSON, each as the value of a field, that is no number. */
  private static final List<String> NO_NUMBERS =
      List.of(
          "null",
          "\"\"",
          "\"lots\"",
          "\"NaN\"",
          "\"1,000\"",
          "\"1e999999999\"",
          "true",
          "{}",
          "[1]");

  private static final String SPLIT =
      """
      {"symbol":"TQQQ","new_rate":2,"old_rate":1,"ex_date":"2026-11-24",\
      "process_date":"2026-11-24"}\
      """;

  /** JSON, each as the value of a field, that names nothing. */
  private static final List<String> NO_WORDS = List.of("null", "\"\"", "\" \"", "{}", "[\"a\"]");

  @Override
  public List<Refused> refusals() {
    return List.of(
        refused(401, Refusal.UNAUTHORIZED, "{\"message\": \"unauthorized.\"}"),
        refused(401, Refusal.UNAUTHORIZED, "<html>401 Authorization Required</html>"),
        refused(401, Refusal.UNAUTHORIZED, ""),
        refused(403, Refusal.UNAUTHORIZED, "{\"message\":\"forbidden.\"}"),
        refused(
            403,
            Refusal.INSUFFICIENT_BUYING_POWER,
            """
            {"buying_power":"176.28","code":40310000,"cost_basis":"975.00",
             "message":"insufficient buying power"}
            """),
        refused(
            403,
            Refusal.QUANTITY_HELD,
            """
            {"available":"0","code":40310000,"existing_qty":"9","held_for_orders":"9",
             "message":"insufficient qty available for order (requested: 9, available: 0)",
             "related_orders":["5dfd"],"symbol":"TQQQ"}
            """),
        refused(
            403,
            Refusal.WASH_TRADE,
            """
            {"code":40310000,"message":"potential wash trade detected. use complex orders",
             "existing_order_id":"1","reject_reason":"opposite side limit order exists"}
            """),
        refused(
            403,
            Refusal.ACCOUNT_BLOCKED,
            "{\"code\":40310000,\"message\":\"new orders are rejected by user request\"}"),
        refused(
            403,
            Refusal.ACCOUNT_BLOCKED,
            "{\"code\":40310000,\"message\":\"account is restricted to liquidation only\"}"),
        refused(
            422,
            Refusal.PRICE_STEP,
            """
            {"code":42210000,"message":"invalid limit_price 27.069. sub-penny increment does not\
             fulfill minimum pricing criteria"}
            """),
        refused(
            422,
            Refusal.OTHER,
            "{\"code\":42210000,\"message\":\"fractional orders must be DAY orders\"}"),
        refused(422, Refusal.OTHER, "{\"code\":40010001,\"message\":\"asset XYZ is not active\"}"),
        refused(400, Refusal.OTHER, "{\"code\":40010000,\"message\":\"qty and notional\"}"),
        refused(
            429, Refusal.RATE_LIMITED, "{\"code\":42910000,\"message\":\"rate limit exceeded\"}"),
        refused(429, Refusal.RATE_LIMITED, "<html>slow down</html>"));
  }

  @Override
  public MockResponse idTaken() {
    return answer(422, "{\"code\":40010001,\"message\":\"client_order_id must be unique\"}");
  }

  @Override
  public List<MockResponse> strangersNotFound() {
    return List.of(
        answer(404, ""),
        answer(404, HTML),
        answer(404, "{}"),
        answer(404, "null"),
        answer(404, "{\"message\":"));
  }

  @Override
  public List<Distortion> distortedOrders() {
    List<Distortion> all = new ArrayList<>(anyObject());
    all.addAll(withoutMeaning("client_order_id", NO_WORDS));
    all.addAll(withoutMeaning("client_order_id", List.of("\"somebody-else\"", "\"BW-ODD\"")));
    all.addAll(withoutMeaning("id", NO_WORDS));
    all.addAll(withoutMeaning("id", List.of("\"../account\"", "\"a/b\"")));
    all.addAll(withoutMeaning("qty", NO_NUMBERS));
    all.addAll(withoutMeaning("qty", List.of("\"0\"", "\"-10\"")));
    all.addAll(withoutMeaning("limit_price", NO_NUMBERS));
    all.addAll(withoutMeaning("filled_qty", List.of("\"-1\"", "\"some\"", "{}")));
    all.addAll(withoutMeaning("symbol", NO_WORDS));
    all.addAll(withoutMeaning("side", List.of("null", "\"hold\"", "\"BUY\"")));
    all.addAll(withoutMeaning("type", List.of("\"magic\"", "1")));
    all.addAll(withoutMeaning("time_in_force", List.of("null", "\"forever\"")));
    all.addAll(withoutMeaning("status", NO_WORDS));
    all.addAll(withoutMeaning("legs", List.of("{}", "\"none\"", "[null]", "[{}]")));
    all.add(usable("a number for qty", object(order -> set(order, "qty", "10"))));
    all.add(usable("an exponent in qty", object(order -> set(order, "qty", "\"1E+1\""))));
    all.add(usable("zeros behind qty", object(order -> set(order, "qty", "\"10.000000000\""))));
    all.add(usable("no filled_qty", object(order -> order.remove("filled_qty"))));
    all.add(usable("a new status", object(order -> set(order, "status", "\"brand_new\""))));
    return all;
  }

  @Override
  public List<Distortion> distorted(Read read) {
    return switch (read) {
      case ACCOUNT -> account();
      case CLOCK -> clock();
      case CALENDAR -> calendar();
      case POSITIONS -> positions();
      case OPEN_ORDERS -> openOrders();
      case FILLS -> fills();
      case SPLITS -> splits();
      case LATEST_TRADE -> latestTrade();
    };
  }

  private static List<Distortion> account() {
    List<Distortion> all = new ArrayList<>(anyObject());
    for (String amount : List.of("cash", "equity", "buying_power")) {
      all.addAll(withoutMeaning(amount, NO_NUMBERS));
    }
    all.addAll(withoutMeaning("status", NO_WORDS));
    all.addAll(withoutMeaning("currency", List.of("\"EUR\"", "\"usd\"")));
    return all;
  }

  private static List<Distortion> clock() {
    List<Distortion> all = new ArrayList<>(anyObject());
    all.addAll(withoutMeaning("is_open", List.of("null", "\"true\"", "1")));
    for (String time : List.of("timestamp", "next_open", "next_close")) {
      all.addAll(withoutMeaning(time, NO_WORDS));
      all.addAll(withoutMeaning(time, List.of("\"2026-11-20\"", "\"09:30\"", "1795206600")));
    }
    return all;
  }

  private static List<Distortion> calendar() {
    List<Distortion> all = new ArrayList<>(anyArray());
    for (String field : List.of("date", "open", "close")) {
      all.addAll(inFirst(field, NO_WORDS));
      all.addAll(inFirst(field, List.of("\"0930\"", "\"soon\"")));
    }
    all.add(useless("backwards", array(AlpacaWords::reverse)));
    all.add(useless("each twice", array(AlpacaWords::twice)));
    return all;
  }

  private static List<Distortion> positions() {
    List<Distortion> all = new ArrayList<>(anyArray());
    all.addAll(inFirst("qty", NO_NUMBERS));
    all.addAll(inFirst("avg_entry_price", NO_NUMBERS));
    all.addAll(inFirst("qty_available", List.of("\"some\"", "{}")));
    all.addAll(inFirst("symbol", NO_WORDS));
    all.addAll(inFirst("side", List.of("null", "\"flat\"", "\"\"")));
    all.add(useless("each twice", array(AlpacaWords::twice)));
    return all;
  }

  private static List<Distortion> openOrders() {
    List<Distortion> all = new ArrayList<>(anyArray());
    all.addAll(inFirst("qty", NO_NUMBERS));
    all.addAll(inFirst("limit_price", NO_NUMBERS));
    all.addAll(inFirst("id", NO_WORDS));
    all.addAll(inFirst("client_order_id", NO_WORDS));
    all.addAll(inFirst("status", NO_WORDS));
    all.addAll(inFirst("symbol", List.of("null", "\"BTC/USD\"")));
    all.add(usable("each twice", array(AlpacaWords::twice)));
    all.add(useless("one twice, with another quantity", array(AlpacaWords::contradict)));
    return all;
  }

  private static List<Distortion> fills() {
    List<Distortion> all = new ArrayList<>(anyArray());
    for (String amount : List.of("qty", "price")) {
      all.addAll(inFirst(amount, NO_NUMBERS));
      all.addAll(inFirst(amount, List.of("\"0\"", "\"-5\"")));
    }
    all.addAll(inFirst("id", NO_WORDS));
    all.addAll(inFirst("order_id", NO_WORDS));
    all.addAll(inFirst("symbol", NO_WORDS));
    all.addAll(inFirst("side", List.of("null", "\"hold\"")));
    all.addAll(inFirst("transaction_time", NO_WORDS));
    all.add(usable("each twice", array(AlpacaWords::twice)));
    all.add(useless("one twice, with another quantity", array(AlpacaWords::contradict)));
    all.add(
        usable(
            "one of another order",
            array(rows -> rows.insert(0, set(rows.get(0).deepCopy(), "order_id", "\"other\"")))));
    return all;
  }

  /** Of an answer without one, for the venue has none to announce. */
  private static List<Distortion> splits() {
    List<Distortion> all = new ArrayList<>();
    for (String actions : List.of("null", "[]", "\"none\"")) {
      all.add(
          useless("actions: " + actions, object(node -> set(node, "corporate_actions", actions))));
    }
    for (String rows : List.of("{}", "\"none\"", "[null]", "[{}]", "[1]")) {
      all.add(useless("rows: " + rows, splitsAre(rows)));
    }
    for (String field : List.of("symbol", "ex_date", "new_rate", "old_rate")) {
      all.add(
          useless(
              "no " + field, splitsAre("[" + SPLIT.replace("\"" + field, "\"something") + "]")));
      all.add(
          useless(
              "odd " + field,
              splitsAre("[" + SPLIT.replace("\"" + field, "\"" + field + "\":{},\"x") + "]")));
    }
    for (String rate : List.of("0", "-2", "\"two\"", "1e999999999")) {
      all.add(useless("rate " + rate, splitsAre("[" + SPLIT.replace(":2", ":" + rate) + "]")));
    }
    all.add(
        useless("two of one day", splitsAre("[" + SPLIT + "," + SPLIT.replace(":2", ":3") + "]")));
    all.add(useless("pages without end", object(node -> set(node, "next_page_token", "\"x\""))));
    all.add(usable("no rows", splitsAre("null")));
    all.add(usable("of another symbol", splitsAre("[" + SPLIT.replace("TQQQ", "SQQQ") + "]")));
    all.add(usable("of another month", splitsAre("[" + SPLIT.replace("-11-", "-12-") + "]")));
    return all;
  }

  private static UnaryOperator<String> splitsAre(String rows) {
    return object(node -> set(node.path("corporate_actions"), "forward_splits", rows));
  }

  private static List<Distortion> latestTrade() {
    List<Distortion> all = new ArrayList<>();
    for (String price : NO_NUMBERS) {
      all.add(price(price));
    }
    for (String price : List.of("0", "-81.5")) {
      all.add(price(price));
    }
    all.add(useless("another symbol", text -> text.replace("TQQQ", "SQQQ")));
    return all;
  }

  private static Distortion price(String value) {
    return useless(
        "p: " + value, object(answer -> set(answer.path("trades").path("TQQQ"), "p", value)));
  }

  /** What may befall any object. */
  private static List<Distortion> anyObject() {
    return List.of(
        usable("fields in another order", object(AlpacaWords::reverse)),
        usable("something new", object(node -> node.putObject("new").putArray("deep").add(1))),
        usable("spread out", text -> parse(text).toPrettyString()),
        useless("in an array", text -> "[" + text + "]"),
        useless("a word behind", text -> text + " ok"),
        useless("a field twice", text -> text.replaceFirst("\\{", "{\"id\":1,\"id\":1,")));
  }

  /** What may befall any array with rows in it. */
  private static List<Distortion> anyArray() {
    return List.of(
        usable("something new", array(rows -> set(rows.get(0), "new", "[1]"))),
        usable("spread out", text -> parse(text).toPrettyString()),
        useless("in an object", text -> "{\"rows\":" + text + "}"),
        useless("null for a row", array(rows -> rows.insert(0, (JsonNode) null))),
        useless("a word for a row", array(rows -> rows.insert(0, "row"))),
        useless("a word behind", text -> text + " ok"));
  }

  private static List<Distortion> withoutMeaning(String field, List<String> values) {
    return values.stream()
        .map(value -> useless(field + ": " + value, object(node -> set(node, field, value))))
        .toList();
  }

  private static List<Distortion> inFirst(String field, List<String> values) {
    return values.stream()
        .map(value -> useless(field + ": " + value, array(rows -> set(rows.get(0), field, value))))
        .toList();
  }

  private static Distortion usable(String name, UnaryOperator<String> body) {
    return new Distortion(name, true, body);
  }

  private static Distortion useless(String name, UnaryOperator<String> body) {
    return new Distortion(name, false, body);
  }

  private static UnaryOperator<String> object(Consumer<ObjectNode> change) {
    return text -> {
      ObjectNode node = (ObjectNode) parse(text);
      change.accept(node);
      return node.toString();
    };
  }

  private static UnaryOperator<String> array(Consumer<ArrayNode> change) {
    return text -> {
      ArrayNode rows = (ArrayNode) parse(text);
      change.accept(rows);
      return rows.toString();
    };
  }

  private static JsonNode set(JsonNode node, String field, String json) {
    return ((ObjectNode) node).set(field, parse(json));
  }

  private static void reverse(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    for (String name : names.reversed()) {
      JsonNode value = node.remove(name);
      node.set(name, value);
    }
  }

  private static void reverse(ArrayNode rows) {
    List<JsonNode> all = new ArrayList<>();
    rows.forEach(all::add);
    rows.removeAll().addAll(all.reversed());
  }

  private static void twice(ArrayNode rows) {
    List<JsonNode> all = new ArrayList<>();
    rows.forEach(all::add);
    rows.addAll(all);
  }

  /** Has one row a second time, saying something else. */
  private static void contradict(ArrayNode rows) {
    rows.add(set(rows.get(0).deepCopy(), "qty", "\"1\""));
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refused refused(int status, Refusal refusal, String body) {
    return new Refused(status + " " + body.strip(), refusal, answer(status, body));
  }

  private static MockResponse answer(int status, String body) {
    return new MockResponse().setResponseCode(status).setBody(body);
  }
}
