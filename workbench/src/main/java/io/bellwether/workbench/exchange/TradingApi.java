package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.RefusedException.malformed;
import static io.bellwether.workbench.exchange.RefusedException.notFound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Alpaca's trading endpoints for orders, positions, the account and its activities. */
final class TradingApi {
  private static final int ORDERS = 50;
  private static final int MOST_ORDERS = 500;
  private static final int MOST_ACTIVITIES = 100;

  private final MatchingEngine engine;
  private final TradingCalendar calendar;
  private final CalendarApi calendarApi;

  TradingApi(MatchingEngine engine, TradingCalendar calendar) {
    this.engine = engine;
    this.calendar = calendar;
    this.calendarApi = new CalendarApi(calendar);
  }

  /** Answers a call below {@code /v2}. */
  Answer answer(Call call, Instant now) throws RefusedException {
    String resource = call.segments().size() > 1 ? call.segments().get(1) : "";
    Optional<String> key =
        call.segments().size() > 2 ? Optional.of(call.from(2)) : Optional.empty();
    return switch (resource) {
      case "orders" -> key.isEmpty() ? orders(call, now) : order(call, key.get(), now);
      case "orders:by_client_order_id" -> byClientOrderId(call);
      case "positions" -> key.isEmpty() ? positions(call, now) : position(call, key.get(), now);
      case "account" -> key.isEmpty() ? account() : activities(call, key.get());
      case "clock" -> calendarApi.clock(now);
      case "calendar" -> calendarApi.days(call);
      case "assets" -> asset(key.orElse(""));
      default -> throw noEndpoint();
    };
  }

  private static RefusedException noEndpoint() {
    return notFound("endpoint not found");
  }

  private Answer orders(Call call, Instant now) throws RefusedException {
    return switch (call.method()) {
      case "GET" -> list(call);
      case "POST" -> {
        OrderRequest request = Wire.orderRequest(Wire.read(call.body()));
        yield Answer.ok(Wire.order(engine.desk().submit(request, now), true));
      }
      case "DELETE" -> cancelAll(now);
      default -> throw noEndpoint();
    };
  }

  private Answer order(Call call, String id, Instant now) throws RefusedException {
    return switch (call.method()) {
      case "GET" -> {
        WorkingOrder order =
            engine.book().byId(id).orElseThrow(() -> notFound("order not found for " + id));
        yield Answer.ok(Wire.order(order, call.flag("nested")));
      }
      case "PATCH" -> {
        OrderDesk.Changes changes = Wire.changes(Wire.read(call.body()));
        yield Answer.ok(Wire.order(engine.desk().replace(id, changes, now), true));
      }
      case "DELETE" -> {
        engine.desk().cancel(id, now);
        yield Answer.empty(204);
      }
      default -> throw noEndpoint();
    };
  }

  private Answer byClientOrderId(Call call) throws RefusedException {
    String id =
        call.parameter("client_order_id")
            .orElseThrow(() -> malformed("client_order_id is required"));
    WorkingOrder order =
        engine.book().byClientOrderId(id).orElseThrow(() -> notFound("order not found for " + id));
    return Answer.ok(Wire.order(order, true));
  }

  private Answer list(Call call) throws RefusedException {
    String status = call.parameter("status").orElse("open");
    int limit = Wire.integer(call.parameter("limit"), "limit", ORDERS, MOST_ORDERS);
    Optional<Instant> after = time(call, "after");
    Optional<Instant> until = time(call, "until");
    Set<String> symbols = call.list("symbols");
    List<WorkingOrder> candidates =
        new ArrayList<>(status.equals("open") ? engine.book().open() : engine.book().all());
    List<WorkingOrder> found =
        ordered(candidates, call).stream()
            .filter(order -> !status.equals("closed") || !order.isOpen())
            .filter(order -> symbols.isEmpty() || symbols.contains(order.symbol()))
            .filter(order -> after.filter(t -> !order.acceptedAt().isAfter(t)).isEmpty())
            .filter(order -> until.filter(t -> !order.acceptedAt().isBefore(t)).isEmpty())
            .limit(limit)
            .toList();
    boolean nested = call.flag("nested");
    Set<WorkingOrder> shown = new HashSet<>(found);
    ArrayNode array = Wire.array();
    for (WorkingOrder order : found) {
      // A leg is rolled up only under a parent that is in the list: none may get lost.
      if (!nested || order.parent().filter(shown::contains).isEmpty()) {
        array.add(Wire.order(order, nested));
      }
    }
    return Answer.ok(array);
  }

  private Optional<Instant> time(Call call, String name) throws RefusedException {
    Optional<String> text = call.parameter(name);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Wire.instant(text.get(), name, calendar.zone()));
  }

  /** A list that is ascending now, in the direction asked for; newest first by default. */
  private static <T> List<T> ordered(List<T> ascending, Call call) {
    boolean asc = call.parameter("direction").filter("asc"::equals).isPresent();
    return asc ? ascending : ascending.reversed();
  }

  private Answer cancelAll(Instant now) {
    ArrayNode array = Wire.array();
    for (WorkingOrder order : engine.book().openNow()) {
      if (order.isOpen()) {
        engine.desk().end(order, ExchangeStatus.CANCELED, now);
      }
      array.add(Wire.object().put("id", order.id()).put("status", 200));
    }
    return Answer.json(207, array);
  }

  private Answer positions(Call call, Instant now) throws RefusedException {
    List<String> symbols = List.copyOf(engine.account().positions().keySet());
    ArrayNode array = Wire.array();
    return switch (call.method()) {
      case "GET" -> {
        for (String symbol : symbols) {
          array.add(position(symbol));
        }
        yield Answer.ok(array);
      }
      case "DELETE" -> {
        if (call.flag("cancel_orders")) {
          cancelAll(now);
        }
        for (String symbol : symbols) {
          array.add(closed(symbol, now));
        }
        yield Answer.json(207, array);
      }
      default -> throw noEndpoint();
    };
  }

  private ObjectNode closed(String symbol, Instant now) {
    ObjectNode row = Wire.object().put("symbol", symbol);
    try {
      WorkingOrder order = close(symbol, engine.account().quantity(symbol), now);
      row.put("status", 200).set("body", Wire.order(order, false));
    } catch (RefusedException e) {
      row.put("status", e.status()).set("body", Wire.refusal(e));
    }
    return row;
  }

  private WorkingOrder close(String symbol, BigDecimal quantity, Instant now)
      throws RefusedException {
    return engine
        .desk()
        .submit(
            OrderRequest.simple(
                symbol,
                Side.SELL,
                OrderType.MARKET,
                TimeInForce.DAY,
                quantity,
                OrderRequest.Prices.NONE),
            now);
  }

  private Answer position(Call call, String key, Instant now) throws RefusedException {
    String symbol =
        engine.account().positions().keySet().stream()
            .filter(held -> held.equals(key) || Wire.assetId(held).equals(key))
            .findFirst()
            .orElseThrow(() -> notFound("position does not exist"));
    return switch (call.method()) {
      case "GET" -> {
        yield Answer.ok(position(symbol));
      }
      case "DELETE" -> {
        BigDecimal held = engine.account().quantity(symbol);
        Optional<String> quantity = call.parameter("qty");
        Optional<String> percentage = call.parameter("percentage");
        BigDecimal closing = held;
        if (quantity.isPresent()) {
          closing = Wire.decimal(quantity.get(), "qty");
        } else if (percentage.isPresent()) {
          closing =
              held.multiply(Wire.decimal(percentage.get(), "percentage"))
                  .movePointLeft(2)
                  .setScale(Decimals.QUANTITY_SCALE, RoundingMode.DOWN);
        }
        yield Answer.ok(Wire.order(close(symbol, closing, now), false));
      }
      default -> throw noEndpoint();
    };
  }

  private ObjectNode position(String symbol) {
    ExchangeAccount.Position held = engine.account().position(symbol).orElseThrow();
    BigDecimal price = engine.latestPrice(symbol).orElseThrow();
    BigDecimal value = held.quantity().multiply(price);
    BigDecimal gain = value.subtract(held.costBasis());
    ObjectNode node = Wire.object();
    node.put("asset_id", Wire.assetId(symbol));
    node.put("symbol", symbol);
    node.put("exchange", "NASDAQ");
    node.put("asset_class", "us_equity");
    node.put("qty", Decimals.plain(held.quantity()));
    node.put("qty_available", Decimals.plain(engine.desk().room().available(symbol)));
    node.put("side", "long");
    node.put("avg_entry_price", Decimals.plain(held.averagePrice()));
    node.put("market_value", Decimals.plain(value));
    node.put("cost_basis", Decimals.plain(held.costBasis()));
    node.put("current_price", Decimals.plain(price));
    node.put("unrealized_pl", Decimals.plain(gain));
    node.put("unrealized_plpc", Decimals.plain(Decimals.divide(gain, held.costBasis())));
    return node;
  }

  private Answer account() {
    ExchangeAccount account = engine.account();
    String equity = Decimals.plain(account.equity());
    String power = Decimals.plain(engine.desk().room().buyingPower());
    return Answer.ok(
        Wire.object()
            .put("id", Wire.assetId("account"))
            .put("account_number", "PASIMULATED")
            .put("status", "ACTIVE")
            .put("currency", "USD")
            .put("cash", Decimals.plain(account.cash()))
            .put("equity", equity)
            .put("portfolio_value", equity)
            .put("last_equity", Decimals.plain(account.lastEquity()))
            .put("buying_power", power)
            .put("regt_buying_power", power)
            .put("non_marginable_buying_power", power)
            .put("multiplier", Decimals.plain(account.multiplier()))
            .put("long_market_value", Decimals.plain(account.longMarketValue()))
            .put("short_market_value", "0")
            .put("trading_blocked", false)
            .put("account_blocked", false)
            .put("transfers_blocked", false)
            .put("trade_suspended_by_user", false)
            .put("shorting_enabled", false));
  }

  private Answer activities(Call call, String key) throws RefusedException {
    boolean all = key.equals("activities");
    if (!all && !key.equals("activities/FILL")) {
      throw noEndpoint();
    }
    if (all && !call.parameter("activity_types").orElse("FILL").contains("FILL")) {
      return Answer.ok(Wire.array());
    }
    Optional<Instant> after = time(call, "after");
    Optional<Instant> until = time(call, "until");
    Optional<String> date =
        call.parameter("date").map(text -> text.substring(0, Math.min(10, text.length())));
    int size =
        Wire.integer(call.parameter("page_size"), "page_size", MOST_ACTIVITIES, MOST_ACTIVITIES);
    Optional<String> token = call.parameter("page_token");
    List<ExchangeFill> fills =
        ordered(
            call.parameter("order_id").map(engine.fills()::of).orElseGet(engine.fills()::all),
            call);
    ArrayNode array = Wire.array();
    fills.stream()
        .dropWhile(fill -> token.isPresent() && !fill.id().equals(token.get()))
        .skip(token.isPresent() ? 1 : 0)
        .filter(fill -> after.filter(t -> !fill.time().isAfter(t)).isEmpty())
        .filter(fill -> until.filter(t -> !fill.time().isBefore(t)).isEmpty())
        .filter(
            fill -> date.filter(d -> !calendar.dateAt(fill.time()).toString().equals(d)).isEmpty())
        .limit(size)
        .forEach(fill -> array.add(Wire.fill(fill)));
    return Answer.ok(array);
  }

  private Answer asset(String symbol) throws RefusedException {
    if (!engine.knows(symbol)) {
      throw notFound("asset not found for " + symbol);
    }
    return Answer.ok(
        Wire.object()
            .put("id", Wire.assetId(symbol))
            .put("class", "us_equity")
            .put("exchange", "NASDAQ")
            .put("symbol", symbol)
            .put("status", "active")
            .put("tradable", true)
            .put("marginable", false)
            .put("shortable", false)
            .put("fractionable", engine.isFractional()));
  }
}
