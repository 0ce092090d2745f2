package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.OrderTerms.Attached;
import io.bellwether.trading.order.OrderTerms.Trail;
import io.bellwether.trading.order.OrderType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** The bodies of requests that place and replace orders. Numbers are sent as strings. */
final class AlpacaOrderRequest {
  private AlpacaOrderRequest() {}

  /** Why these terms cannot be put in Alpaca's words; empty if they can. */
  static Optional<String> problem(OrderTerms terms) {
    return switch (terms.attached()) {
      case Attached.OneCancelsOther oco
          when terms.type() != OrderType.LIMIT
              || terms.limitPrice().orElseThrow().compareTo(oco.takeProfit()) != 0 ->
          Optional.of("an OCO order is a limit order at its take-profit price");
      case Attached.OneTriggersOther oto
          when oto.takeProfit().isPresent() == oto.stopLoss().isPresent() ->
          Optional.of("an OTO order has either a take-profit or a stop-loss");
      case Attached.None _ -> Optional.empty();
      case Attached.Bracket _ -> Optional.empty();
      case Attached.OneCancelsOther _ -> Optional.empty();
      case Attached.OneTriggersOther _ -> Optional.empty();
    };
  }

  /** The body of {@code POST /v2/orders}. */
  static String place(String clientOrderId, OrderTerms terms) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("symbol", terms.symbol());
    putPrice(body, "qty", Optional.of(terms.quantity()));
    body.put("side", word(terms.side()));
    body.put("type", word(terms.type()));
    body.put("time_in_force", word(terms.timeInForce()));
    // An OCO's limit is its take-profit leg and is stated there alone.
    if (!(terms.attached() instanceof Attached.OneCancelsOther)) {
      putPrice(body, "limit_price", terms.limitPrice());
    }
    putPrice(body, "stop_price", terms.stopPrice());
    terms.trail().ifPresent(trail -> putTrail(body, trail));
    body.put("client_order_id", clientOrderId);
    putAttached(body, terms.attached());
    return body.toString();
  }

  /** The body of {@code PATCH /v2/orders/{id}}; what is empty stays as it is. */
  static String replace(
      String clientOrderId,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> limitPrice,
      Optional<BigDecimal> stopPrice) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    putPrice(body, "qty", quantity);
    putPrice(body, "limit_price", limitPrice);
    putPrice(body, "stop_price", stopPrice);
    body.put("client_order_id", clientOrderId);
    return body.toString();
  }

  private static void putTrail(ObjectNode body, Trail trail) {
    switch (trail) {
      case Trail.Amount amount -> putPrice(body, "trail_price", Optional.of(amount.amount()));
      case Trail.Percent percent -> putPrice(body, "trail_percent", Optional.of(percent.percent()));
    }
  }

  private static void putAttached(ObjectNode body, Attached attached) {
    switch (attached) {
      case Attached.None _ -> {}
      case Attached.Bracket bracket -> {
        body.put("order_class", "bracket");
        putPrice(body.putObject("take_profit"), "limit_price", Optional.of(bracket.takeProfit()));
        putStopLoss(body, bracket.stopLoss(), bracket.stopLimit());
      }
      case Attached.OneCancelsOther oco -> {
        body.put("order_class", "oco");
        putPrice(body.putObject("take_profit"), "limit_price", Optional.of(oco.takeProfit()));
        putStopLoss(body, oco.stopLoss(), oco.stopLimit());
      }
      case Attached.OneTriggersOther oto -> {
        body.put("order_class", "oto");
        oto.takeProfit()
            .ifPresent(
                price ->
                    putPrice(body.putObject("take_profit"), "limit_price", Optional.of(price)));
        oto.stopLoss().ifPresent(price -> putStopLoss(body, price, Optional.empty()));
      }
    }
  }

  private static void putStopLoss(ObjectNode body, BigDecimal stop, Optional<BigDecimal> limit) {
    ObjectNode stopLoss = body.putObject("stop_loss");
    putPrice(stopLoss, "stop_price", Optional.of(stop));
    putPrice(stopLoss, "limit_price", limit);
  }

  private static void putPrice(ObjectNode body, String field, Optional<BigDecimal> value) {
    value.ifPresent(number -> body.put(field, number.toPlainString()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
