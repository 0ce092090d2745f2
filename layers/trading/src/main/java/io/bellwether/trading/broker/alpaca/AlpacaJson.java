package io.bellwether.trading.broker.alpaca;

import static io.bellwether.trading.broker.alpaca.AlpacaFields.decimal;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.flag;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.malformed;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.optionalDecimal;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.optionalText;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.positive;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.text;
import static io.bellwether.trading.broker.alpaca.AlpacaFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Instrument;
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

  /**
   * A position. Of a short one the quantity may be negative or not; the side is told by {@code
   * side}. What contradicts itself is an error: a guess here would buy or sell shares.
   */
  static BrokerPosition position(JsonNode node) throws BrokerException {
    String symbol = symbol(node);
    Direction direction = direction(text(node, "side"));
    BigDecimal signed = decimal(node, "qty");
    if (signed.signum() == 0 || (signed.signum() < 0 && direction == Direction.LONG)) {
      throw malformed(
          "the position in " + symbol,
          "is " + text(node, "side") + " and of " + signed + " shares");
    }
    BigDecimal quantity = signed.abs();
    BigDecimal average = decimal(node, "avg_entry_price");
    if (average.signum() < 0) {
      throw malformed("the average price of " + symbol, "is negative");
    }
    Optional<BigDecimal> available = optionalDecimal(node, "qty_available").map(BigDecimal::abs);
    // Without a trade today there is no current price; it is then marked at the last close.
    Optional<BigDecimal> current = optionalDecimal(node, "current_price");
    return new BrokerPosition(
        symbol,
        direction,
        quantity,
        available.orElse(quantity),
        average,
        current.isPresent() ? current.get() : decimal(node, "lastday_price"));
  }

  static BrokerFill fill(JsonNode node) throws BrokerException {
    return new BrokerFill(
        text(node, "id"),
        text(node, "order_id"),
        text(node, "symbol"),
        AlpacaOrderJson.side(text(node, "side")),
        positive(node, "qty"),
        positive(node, "price"),
        time(node, "transaction_time"));
  }

  /** The latest trade of one symbol, out of an answer for several. */
  static LatestTrade latestTrade(JsonNode node, String symbol) throws BrokerException {
    JsonNode trade = node.path("trades").path(symbol);
    if (!trade.isObject()) {
      throw malformed("trades", "has no trade of " + symbol);
    }
    return new LatestTrade(positive(trade, "p"), timeOf(trade));
  }

  /** When a trade was made; its price is of use without. */
  private static Optional<Instant> timeOf(JsonNode trade) {
    try {
      return Optional.of(time(trade, "t"));
    } catch (BrokerException e) {
      return Optional.empty();
    }
  }

  private static String symbol(JsonNode node) throws BrokerException {
    String symbol = text(node, "symbol");
    try {
      return Instrument.requireSymbol(symbol);
    } catch (IllegalArgumentException e) {
      throw new BrokerException(
          "Alpaca reports a position that this system cannot have: "
              + e.getMessage()
              + "; close it, or give this system an account of its own",
          false);
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
