package io.bellwether.trading.broker.alpaca;

import static io.bellwether.trading.broker.alpaca.AlpacaFields.decimal;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.flag;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.malformed;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.optionalDecimal;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.optionalText;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.text;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.calendar.Session;
import io.bellwether.strategy.Direction;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerFill;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.LatestTrade;
import io.bellwether.trading.broker.MarketClock;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** Account, clock, calendar, positions, fills and trades as Alpaca reports them. */
final class AlpacaJson {
  /** Alpaca's calendar has bare times of day, which are New York's. */
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final LocalTime REGULAR_CLOSE = LocalTime.of(16, 0);

  private AlpacaJson() {}

  /** The account; anything but an active one is blocked. */
  static AccountSnapshot account(JsonNode node, Instant readAt) throws BrokerException {
    String currency = optionalText(node, "currency").orElse("USD");
    if (!currency.equals("USD")) {
      throw malformed("currency", "is " + currency + ", and amounts here are US dollars");
    }
    boolean blocked =
        !text(node, "status").equals("ACTIVE")
            || flag(node, "trading_blocked")
            || flag(node, "account_blocked")
            || flag(node, "trade_suspended_by_user");
    return new AccountSnapshot(
        decimal(node, "cash"),
        decimal(node, "equity"),
        decimal(node, "buying_power"),
        blocked,
        readAt,
        // A new account has 0, from which no loss can be told.
        optionalDecimal(node, "last_equity").filter(last -> last.signum() > 0));
  }

  static MarketClock clock(JsonNode node) throws BrokerException {
    if (!node.path("is_open").isBoolean()) {
      throw malformed("is_open", "is neither true nor false");
    }
    return new MarketClock(
        time(node, "timestamp"),
        flag(node, "is_open"),
        time(node, "next_open"),
        time(node, "next_close"));
  }

  static Session session(JsonNode node) throws BrokerException {
    try {
      LocalDate date = LocalDate.parse(text(node, "date"));
      LocalTime open = LocalTime.parse(text(node, "open"));
      LocalTime close = LocalTime.parse(text(node, "close"));
      return new Session(
          date,
          date.atTime(open).atZone(NEW_YORK).toInstant(),
          date.atTime(close).atZone(NEW_YORK).toInstant(),
          close.isBefore(REGULAR_CLOSE));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new BrokerException("Alpaca's calendar has a day that cannot be used", e);
    }
  }

  /** A position. The side is told by {@code side}, whatever the sign of the quantity. */
  static BrokerPosition position(JsonNode node) throws BrokerException {
    BigDecimal quantity = decimal(node, "qty").abs();
    Optional<BigDecimal> available = optionalDecimal(node, "qty_available").map(BigDecimal::abs);
    // Without a trade today there is no current price; it is then marked at the last close.
    Optional<BigDecimal> current = optionalDecimal(node, "current_price");
    return new BrokerPosition(
        text(node, "symbol"),
        direction(text(node, "side")),
        quantity,
        available.orElse(quantity),
        decimal(node, "avg_entry_price"),
        current.isPresent() ? current.get() : decimal(node, "lastday_price"));
  }

  static BrokerFill fill(JsonNode node) throws BrokerException {
    return new BrokerFill(
        text(node, "id"),
        text(node, "order_id"),
        text(node, "symbol"),
        AlpacaOrderJson.side(text(node, "side")),
        decimal(node, "qty"),
        decimal(node, "price"),
        time(node, "transaction_time"));
  }

  /** The latest trade of one symbol, out of an answer for several. */
  static LatestTrade latestTrade(JsonNode node, String symbol) throws BrokerException {
    JsonNode trade = node.path("trades").path(symbol);
    if (!trade.isObject()) {
      throw malformed("trades", "has no trade of " + symbol);
    }
    BigDecimal price = decimal(trade, "p");
    if (price.signum() <= 0) {
      throw malformed("the price of " + symbol, "is not more than 0");
    }
    return new LatestTrade(price, timeOf(trade));
  }

  /** When a trade was made; its price is of use without. */
  private static Optional<Instant> timeOf(JsonNode trade) {
    try {
      return Optional.of(time(trade, "t"));
    } catch (BrokerException e) {
      return Optional.empty();
    }
  }

  private static Direction direction(String side) throws BrokerException {
    return switch (side) {
      case "long" -> Direction.LONG;
      case "short" -> Direction.SHORT;
      default -> throw malformed("side", "is neither long nor short");
    };
  }
}
