package io.bellwether.trading.broker.alpaca;

import static io.bellwether.trading.broker.alpaca.AlpacaFields.elements;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.malformed;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.optionalDecimal;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.optionalText;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerOrder;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.OrderTerms.Attached;
import io.bellwether.trading.order.OrderTerms.Trail;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Orders as Alpaca reports them. An order this system could not have placed (in dollars instead of
 * shares, of several instruments, of an instrument that is no share) is an error rather than left
 * out: a list of open orders that is not whole is worse than none.
 */
final class AlpacaOrderJson {
  private static final Set<String> CLASSES_WITH_LEGS = Set.of("bracket", "oco", "oto");

  /** Alpaca's ids are UUIDs; what matters is that one is a single segment of a path. */
  private static final Pattern ID = Pattern.compile("[0-9a-zA-Z-]{1,64}");

  private AlpacaOrderJson() {}

  /** Whether this can be Alpaca's id of an order. A path without an id would mean all orders. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** An order with the legs it came with. */
  static BrokerOrder order(JsonNode node) throws BrokerException {
    String id = text(node, "id");
    if (!isId(id)) {
      throw malformed("id", "is no order id");
    }
    List<BrokerOrder> legs = new ArrayList<>();
    if (node.hasNonNull("legs")) {
      for (JsonNode leg : elements(node.path("legs"), "legs")) {
        legs.add(order(leg));
      }
    }
    BigDecimal filled = optionalDecimal(node, "filled_qty").orElse(BigDecimal.ZERO);
    if (filled.signum() < 0) {
      throw malformed("filled_qty", "is less than 0");
    }
    String brokerStatus = text(node, "status");
    return new BrokerOrder(
        id,
        text(node, "client_order_id"),
        terms(node, id, legs),
        status(brokerStatus, filled),
        brokerStatus,
        filled,
        optionalDecimal(node, "filled_avg_price"),
        List.copyOf(legs));
  }

  /** Whether the order belongs to a group whose other orders this answer does not show. */
  static boolean hidesLegs(JsonNode node) {
    return CLASSES_WITH_LEGS.contains(optionalText(node, "order_class").orElse(""))
        && node.path("legs").isEmpty();
  }

  /**
   * Alpaca's status in our terms.
   *
   * @param filled shares filled so far: an order at work of which some have filled is partially
   *     filled, whatever Alpaca calls it
   */
  static OrderStatus status(String brokerStatus, BigDecimal filled) {
    return switch (brokerStatus) {
      case "new", "accepted", "pending_new", "accepted_for_bidding", "stopped" -> working(filled);
      // Over for today, but not terminal: a GTC order is back tomorrow, and corrections may come.
      case "done_for_day", "calculated" -> working(filled);
      case "partially_filled" -> OrderStatus.PARTIALLY_FILLED;
      case "held" -> OrderStatus.HELD;
      case "pending_cancel", "pending_replace" -> OrderStatus.CANCEL_PENDING;
      case "filled" -> OrderStatus.FILLED;
      case "canceled" -> OrderStatus.CANCELED;
      case "expired" -> OrderStatus.EXPIRED;
      case "replaced" -> OrderStatus.REPLACED;
      case "rejected" -> OrderStatus.REJECTED;
      // It exists and may not trade: a stop in this state protects nothing, which a person must
      // see.
      case "suspended" -> OrderStatus.NEEDS_REVIEW;
      default -> OrderStatus.NEEDS_REVIEW;
    };
  }

  static Side side(String word) throws BrokerException {
    return switch (word) {
      case "buy" -> Side.BUY;
      case "sell", "sell_short" -> Side.SELL;
      default -> throw malformed("side", "is neither buy nor sell");
    };
  }

  private static OrderStatus working(BigDecimal filled) {
    return filled.signum() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.ACCEPTED;
  }

  private static OrderTerms terms(JsonNode node, String id, List<BrokerOrder> legs)
      throws BrokerException {
    OrderType type = type(node);
    // Alpaca reports prices that are none of the terms, such as the moving stop of a trailing stop.
    boolean limited = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
    boolean stopped = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    try {
      return new OrderTerms(
          text(node, "symbol"),
          side(text(node, "side")),
          optionalDecimal(node, "qty")
              .orElseThrow(() -> foreign(id, "it has no quantity of shares")),
          type,
          timeInForce(text(node, "time_in_force")),
          limited ? optionalDecimal(node, "limit_price") : Optional.empty(),
          stopped ? optionalDecimal(node, "stop_price") : Optional.empty(),
          type == OrderType.TRAILING_STOP ? trail(node) : Optional.empty(),
          attached(node, legs));
    } catch (IllegalArgumentException e) {
      throw foreign(id, String.valueOf(e.getMessage()));
    }
  }

  private static BrokerException foreign(String id, String problem) {
    return new BrokerException(
        "Alpaca's order "
            + id
            + " is none this system places: "
            + problem
            + "; cancel it, or give this system an account of its own",
        false);
  }

  private static OrderType type(JsonNode node) throws BrokerException {
    Optional<String> word = optionalText(node, "type").or(() -> optionalText(node, "order_type"));
    return switch (word.orElse("")) {
      case "market" -> OrderType.MARKET;
      case "limit" -> OrderType.LIMIT;
      case "stop" -> OrderType.STOP;
      case "stop_limit" -> OrderType.STOP_LIMIT;
      case "trailing_stop" -> OrderType.TRAILING_STOP;
      default -> throw malformed("type", "is no order type known here");
    };
  }

  private static TimeInForce timeInForce(String word) throws BrokerException {
    return switch (word) {
      case "day" -> TimeInForce.DAY;
      case "gtc" -> TimeInForce.GTC;
      case "opg" -> TimeInForce.OPG;
      case "cls" -> TimeInForce.CLS;
      case "ioc" -> TimeInForce.IOC;
      case "fok" -> TimeInForce.FOK;
      default -> throw malformed("time_in_force", "is none known here");
    };
  }

  private static Optional<Trail> trail(JsonNode node) throws BrokerException {
    Optional<BigDecimal> percent = optionalDecimal(node, "trail_percent");
    return percent.isPresent()
        ? Optional.of(new Trail.Percent(percent.get()))
        : optionalDecimal(node, "trail_price").map(Trail.Amount::new);
  }

  /** What the legs amount to; none if they are not shown, or have changed out of recognition. */
  private static Attached attached(JsonNode node, List<BrokerOrder> legs) throws BrokerException {
    Optional<OrderTerms> target = leg(legs, OrderType.LIMIT);
    Optional<OrderTerms> stop = leg(legs, OrderType.STOP).or(() -> leg(legs, OrderType.STOP_LIMIT));
    Optional<BigDecimal> targetPrice = target.flatMap(OrderTerms::limitPrice);
    Optional<BigDecimal> stopPrice = stop.flatMap(OrderTerms::stopPrice);
    Optional<BigDecimal> stopLimit = stop.flatMap(OrderTerms::limitPrice);
    switch (optionalText(node, "order_class").orElse("")) {
      case "bracket" -> {
        if (targetPrice.isPresent() && stopPrice.isPresent()) {
          return new Attached.Bracket(targetPrice.get(), stopPrice.get(), stopLimit);
        }
      }
      case "oco" -> {
        Optional<BigDecimal> own = optionalDecimal(node, "limit_price");
        if (own.isPresent() && stopPrice.isPresent()) {
          return new Attached.OneCancelsOther(own.get(), stopPrice.get(), stopLimit);
        }
      }
      case "oto" -> {
        if (targetPrice.isPresent() != stopPrice.isPresent()) {
          return new Attached.OneTriggersOther(targetPrice, stopPrice);
        }
      }
      default -> {}
    }
    return new Attached.None();
  }

  private static Optional<OrderTerms> leg(List<BrokerOrder> legs, OrderType type) {
    return legs.stream()
        .filter(leg -> leg.status() != OrderStatus.REPLACED && leg.terms().type() == type)
        .map(BrokerOrder::terms)
        .findFirst();
  }
}
