package io.bellwether.trading.risk;

import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.risk.RiskProfile.WeightBase;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** How much may be bought. */
final class SizeRules {
  private SizeRules() {}

  /** What the position would be worth with this order, against equity or buying power. */
  record Weight(String name, BigDecimal maximum, WeightBase base, boolean ofMain)
      implements RiskRule {
    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      if (order.terms().symbol().equals(context.mainSymbol()) != ofMain) {
        return Optional.empty();
      }
      BigDecimal worth = Exposure.worthAfter(order, context);
      BigDecimal whole = whole(context.account().orObject());
      BigDecimal limit = maximum.multiply(whole);
      return Exposure.exceeds(worth, limit)
          ? Optional.of(
              Objection.lasting(
                  "the position would be worth %s at %s, which is %s of the %s of %s; the limit is %s"
                      .formatted(
                          Figures.money(worth),
                          Figures.plain(context.price().orObject()),
                          Figures.percentOf(worth, whole),
                          base == WeightBase.EQUITY ? "equity" : "buying power",
                          Figures.money(whole),
                          Figures.percent(maximum)),
                  worth,
                  limit))
          : Optional.empty();
    }

    private BigDecimal whole(AccountSnapshot account) {
      return switch (base) {
        case EQUITY -> account.equity();
        case BUYING_POWER -> account.buyingPower().min(account.equity());
        case MARGIN_BUYING_POWER -> account.buyingPower();
      };
    }
  }

  /** What the position would be worth with this order, in money. */
  record Notional(BigDecimal maximum) implements RiskRule {
    @Override
    public String name() {
      return "position-notional";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      BigDecimal worth = Exposure.worthAfter(order, context);
      return Exposure.exceeds(worth, maximum)
          ? Optional.of(
              Objection.lasting(
                  "the position would be worth %s at %s; the limit is %s"
                      .formatted(
                          Figures.money(worth),
                          Figures.plain(context.price().orObject()),
                          Figures.money(maximum)),
                  worth,
                  maximum))
          : Optional.empty();
    }
  }

  /** What all positions would be worth, long and short alike, against equity. */
  record Leverage(BigDecimal maximum) implements RiskRule {
    @Override
    public String name() {
      return "leverage";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      Exposure.requireNoOtherComing(order, context);
      BigDecimal gross =
          Exposure.others(order, context).stream()
              .map(Exposure::worth)
              .reduce(Exposure.worthAfter(order, context), BigDecimal::add);
      BigDecimal equity = context.account().orObject().equity();
      BigDecimal limit = maximum.multiply(equity);
      return Exposure.exceeds(gross, limit)
          ? Optional.of(
              Objection.lasting(
                  "all positions together would be worth %s, with equity of %s; the limit is %s times that"
                      .formatted(
                          Figures.money(gross), Figures.money(equity), Figures.plain(maximum)),
                  gross,
                  limit))
          : Optional.empty();
    }
  }

  /** The order is a small part of what is traded in a session. */
  record VolumeShare(BigDecimal maximum) implements RiskRule {
    @Override
    public String name() {
      return "volume-share";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      BigDecimal volume = context.averageVolume().orObject();
      BigDecimal quantity = order.terms().quantity();
      BigDecimal limit = maximum.multiply(volume);
      return quantity.compareTo(limit) > 0
          ? Optional.of(
              Objection.lasting(
                  "it is %s of the %s shares traded in a session on average; the limit is %s"
                      .formatted(
                          Figures.percentOf(quantity, volume),
                          Figures.plain(volume),
                          Figures.percent(maximum)),
                  quantity,
                  limit))
          : Optional.empty();
    }

    @Override
    public Set<CostlyFact> needs() {
      return Set.of(CostlyFact.AVERAGE_VOLUME);
    }
  }

  /**
   * The position is worth no more than a part of the Kelly weight of the strategy's own trades.
   * With too few of them there is no such weight yet, and the other limits stand alone.
   */
  record KellyWeight(BigDecimal fraction, int fewestTrades) implements RiskRule {
    @Override
    public String name() {
      return "kelly-fraction";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      Optional<BigDecimal> kelly = Kelly.weight(context.tradeReturns().orObject(), fewestTrades);
      if (kelly.isEmpty()) {
        return Optional.empty();
      }
      BigDecimal equity = context.account().orObject().equity();
      BigDecimal maximum = fraction.multiply(kelly.get());
      BigDecimal worth = Exposure.worthAfter(order, context);
      BigDecimal limit = maximum.multiply(equity);
      return Exposure.exceeds(worth, limit)
          ? Optional.of(
              Objection.lasting(
                  "the position would be worth %s; %s of the Kelly weight of %s, from %d trades, allows %s of the equity of %s"
                      .formatted(
                          Figures.money(worth),
                          Figures.percent(fraction),
                          Figures.percent(kelly.get()),
                          context.tradeReturns().orObject().size(),
                          Figures.percent(maximum),
                          Figures.money(equity)),
                  worth,
                  limit))
          : Optional.empty();
    }

    @Override
    public Set<CostlyFact> needs() {
      return Set.of(CostlyFact.TRADE_RETURNS);
    }
  }

  /**
   * The order costs no more than the broker lends and has, less what is to stay untouched.
   *
   * @param reserve a fraction of equity
   */
  record BuyingPower(BigDecimal reserve) implements RiskRule {
    @Override
    public String name() {
      return "buying-power";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      BigDecimal price = context.price().orObject();
      BigDecimal worth = order.terms().quantity().multiply(price);
      AccountSnapshot account = context.account().orObject();
      BigDecimal kept = account.equity().max(BigDecimal.ZERO).multiply(reserve);
      BigDecimal free = account.buyingPower().subtract(kept).max(BigDecimal.ZERO);
      return Exposure.exceeds(worth, free)
          ? Optional.of(
              Objection.lasting(
                  "it is worth %s at %s; buying power is %s%s"
                      .formatted(
                          Figures.money(worth),
                          Figures.plain(price),
                          Figures.money(account.buyingPower()),
                          kept.signum() > 0
                              ? ", of which " + Figures.money(kept) + " is to stay untouched"
                              : ""),
                  worth,
                  free))
          : Optional.empty();
    }
  }
}
