package io.bellwether.trading.ledger;

import io.bellwether.market.Instrument;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.Checks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger believes is held of one symbol in one account, and what a strategy remembers of
 * it. A flat holding stays, for its last exit.
 *
 * @param account the account
 * @param symbol the symbol
 * @param strategy the strategy that owns it
 * @param signalId the signal that opened it
 * @param direction long or short
 * @param quantity shares; 0 is flat
 * @param averagePrice the quantity-weighted entry price without fees; 0 when flat
 * @param entryFees fees of the entry not yet attributed to a trade
 * @param entryTime the first fill of the entry; the epoch when flat
 * @param stopLoss the stop it is to have
 * @param lastExit how shares of it were last sold; the bar is the instant of the fill
 * @param revision counts changes
 */
public record Holding(
    String account,
    String symbol,
    String strategy,
    String signalId,
    Direction direction,
    BigDecimal quantity,
    BigDecimal averagePrice,
    BigDecimal entryFees,
    Instant entryTime,
    Optional<StopLoss> stopLoss,
    Optional<LegState.LastExit> lastExit,
    long revision) {
  public Holding {
    Checks.name("the holding's account", account);
    Instrument.requireSymbol(symbol);
    Checks.notNegative("the quantity held", quantity);
    Checks.notNegative("the average price", averagePrice);
    Checks.bounded("the entry's fees", entryFees);
  }

  /** What stands in place of the signal where the ledger took a position over from the broker. */
  private static final String ADOPTED = "adopted-";

  public boolean isFlat() {
    return quantity.signum() == 0;
  }

  /** Whether the ledger took it over from the broker: no signal of the strategy opened it. */
  public boolean isAdopted() {
    return signalId.startsWith(ADOPTED);
  }

  /**
   * The {@link #signalId} of a position that is taken over from the broker.
   *
   * @param now when
   */
  public static String adoptedAs(String symbol, Instant now) {
    return ADOPTED + symbol + "-" + now.getEpochSecond();
  }

  /**
   * What closing a part of a holding comes to.
   *
   * @param left what is held after it, flat or not
   */
  public record Closing(Trade trade, Holding left) {}

  /**
   * Closes a part of it, or all, by average cost: the part takes its share of the entry's fees with
   * it.
   *
   * @param tradeId the trade's id
   * @param closed shares; more than are held close all of it
   * @param price per share, in US dollars
   * @param exitFees in US dollars
   * @param time when it was closed
   */
  public Closing close(
      String tradeId,
      BigDecimal closed,
      BigDecimal price,
      BigDecimal exitFees,
      Instant time,
      ExitReason reason) {
    BigDecimal left = quantity.subtract(closed).max(BigDecimal.ZERO);
    boolean flat = left.signum() == 0;
    BigDecimal feesOfPart =
        flat ? entryFees : entryFees.multiply(closed).divide(quantity, MathContext.DECIMAL64);
    BigDecimal fees = exitFees.add(feesOfPart);
    BigDecimal gain =
        direction == Direction.LONG ? price.subtract(averagePrice) : averagePrice.subtract(price);
    Trade trade =
        new Trade(
            tradeId,
            account,
            strategy,
            symbol,
            direction,
            closed,
            entryTime,
            averagePrice,
            time,
            price,
            fees,
            gain.multiply(closed).subtract(fees),
            reason);
    Holding rest =
        new Holding(
            account,
            symbol,
            strategy,
            signalId,
            direction,
            left,
            flat ? BigDecimal.ZERO : averagePrice,
            entryFees.subtract(feesOfPart),
            flat ? Instant.EPOCH : entryTime,
            flat ? Optional.empty() : stopLoss,
            Optional.of(new LegState.LastExit(time, reason)),
            revision);
    return new Closing(trade, rest);
  }

  /** A symbol of which nothing is held yet. */
  public static Holding none(String account, String symbol, String strategy) {
    return new Holding(
        account,
        symbol,
        strategy,
        "",
        Direction.LONG,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
