package io.bellwether.trading.signal;

import io.bellwether.market.Instrument;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Target;
import io.bellwether.trading.Checks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision of a strategy on one bar, as stored and sent to execution.
 *
 * @param id derived from stage, account, strategy, symbol and bar
 * @param account the account it is for
 * @param strategy the strategy
 * @param version the strategy's version that decided
 * @param timeframe the timeframe of the bar
 * @param bar the start of the bar decided on
 * @param decidedAt when it was decided
 * @param submitFrom no order before this instant
 * @param validUntil after this instant it may only reduce exposure
 * @param reducingOnly whether it may only reduce exposure from the start
 * @param targets what to hold, in the order of entry
 * @param closes the close of the bar by symbol: the prices equity and sizes are reckoned with
 * @param dispatched whether execution has been told
 * @param averageVolumes the shares of a symbol traded in a session, on average over the last ones
 *     there are bars of, by symbol; none where there were too few
 */
public record Signal(
    String id,
    String account,
    String strategy,
    int version,
    Timeframe timeframe,
    Instant bar,
    Instant decidedAt,
    Instant submitFrom,
    Instant validUntil,
    boolean reducingOnly,
    List<Target> targets,
    Map<String, BigDecimal> closes,
    boolean dispatched,
    Map<String, BigDecimal> averageVolumes) {
  public Signal {
    Checks.name("the signal's id", id);
    Checks.name("the signal's account", account);
    Checks.name("the signal's strategy", strategy);
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1, and this is " + version);
    }
    targets.forEach(target -> Instrument.requireSymbol(target.symbol()));
    closes.forEach((symbol, close) -> Checks.positive("the close of " + symbol, close));
  }

  /** A signal that says nothing of volumes. */
  public Signal(
      String id,
      String account,
      String strategy,
      int version,
      Timeframe timeframe,
      Instant bar,
      Instant decidedAt,
      Instant submitFrom,
      Instant validUntil,
      boolean reducingOnly,
      List<Target> targets,
      Map<String, BigDecimal> closes,
      boolean dispatched) {
    this(
        id,
        account,
        strategy,
        version,
        timeframe,
        bar,
        decidedAt,
        submitFrom,
        validUntil,
        reducingOnly,
        targets,
        closes,
        dispatched,
        Map.of());
  }

  /** The shares of a symbol traded in a session, on average. */
  public Optional<BigDecimal> averageVolumeOf(String symbol) {
    return Optional.ofNullable(averageVolumes.get(symbol));
  }

  /** The stop a position entered by this signal is to have. */
  public Optional<StopLoss> stopLossOf(String symbol) {
    return targets.stream()
        .filter(Target.Hold.class::isInstance)
        .map(Target.Hold.class::cast)
        .filter(hold -> hold.symbol().equals(symbol))
        .findFirst()
        .flatMap(Target.Hold::stopLoss);
  }
}
