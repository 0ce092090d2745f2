package io.bellwether.trading.risk;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.order.OrderRecord;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is lost if every stop is hit. A position without a stop has all it is worth at risk. */
final class StopRules {
  private StopRules() {}

  /** A main position has a stop, not farther away than the profile allows. */
  record StopLossRule(boolean required, Optional<BigDecimal> maximumDistance) implements RiskRule {
    @Override
    public String name() {
      return "stop-loss";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      if (!order.terms().symbol().equals(context.mainSymbol())) {
        return Optional.empty();
      }
      if (context.stopLoss().isEmpty()) {
        return required
            ? Optional.of(
                Objection.lasting("the position would have no stop-loss; set one for the strategy"))
            : Optional.empty();
      }
      BigDecimal distance = BigDecimal.valueOf(context.stopLoss().get().fraction());
      return maximumDistance
          .filter(most -> distance.compareTo(most) > 0)
          .map(
              most ->
                  Objection.lasting(
                      "its stop-loss is %s away; the limit is %s"
                          .formatted(Figures.percent(distance), Figures.percent(most)),
                      distance,
                      most));
    }
  }

  /** What the position loses until its stop, against equity. */
  record PositionRisk(BigDecimal maximum) implements RiskRule {
    @Override
    public String name() {
      return "position-risk";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      return againstEquity(
          "the position would lose %s at its stop", atRisk(order, context), maximum, context);
    }
  }

  /** What all positions lose until their stops, this one included, against equity. */
  record OpenRisk(BigDecimal maximum) implements RiskRule {
    @Override
    public String name() {
      return "open-risk";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      Exposure.requireNoOtherComing(order, context);
      Map<String, StopLoss> stops = context.stops().orObject();
      BigDecimal others =
          Exposure.others(order, context).stream()
              .map(position -> atRisk(position, stops.get(position.symbol())))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      return againstEquity(
          "all positions together would lose %s at their stops",
          others.add(atRisk(order, context)), maximum, context);
    }

    @Override
    public Set<CostlyFact> needs() {
      return Set.of(CostlyFact.STOPS);
    }
  }

  private static Optional<Objection> againstEquity(
      String what, BigDecimal atRisk, BigDecimal maximum, RiskContext context) {
    BigDecimal equity = context.account().orObject().equity();
    BigDecimal limit = maximum.multiply(equity);
    return Exposure.exceeds(atRisk, limit)
        ? Optional.of(
            Objection.lasting(
                (what + ", which is %s of the equity of %s; the limit is %s")
                    .formatted(
                        Figures.money(atRisk),
                        Figures.percentOf(atRisk, equity),
                        Figures.money(equity),
                        Figures.percent(maximum)),
                atRisk,
                limit))
        : Optional.empty();
  }

  private static BigDecimal atRisk(OrderRecord order, RiskContext context) {
    BigDecimal fraction =
        context.stopLoss().map(stop -> BigDecimal.valueOf(stop.fraction())).orElse(BigDecimal.ONE);
    return Exposure.worthAfter(order, context).multiply(fraction);
  }

  /** From the price it is marked at to its stop, which hangs on the entry price; never negative. */
  private static BigDecimal atRisk(BrokerPosition position, @Nullable StopLoss stop) {
    if (stop == null) {
      return Exposure.worth(position);
    }
    boolean isLong = position.direction() == Direction.LONG;
    BigDecimal distance = position.averagePrice().multiply(BigDecimal.valueOf(stop.fraction()));
    BigDecimal gained = position.currentPrice().subtract(position.averagePrice());
    BigDecimal toStop = distance.add(isLong ? gained : gained.negate());
    return position.quantity().multiply(toStop.max(BigDecimal.ZERO));
  }
}
