package io.bellwether.trading.risk;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.risk.RiskProfile.WeightBase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rules an order that adds exposure has to pass. The order is fixed and the first objection
 * decides: first whether anything may be bought at all, then what, then how much.
 */
final class EntryRules {
  /**
   * By how much a limit in money may be exceeded, as a fraction of it. A size is computed from the
   * equity and price at a bar's close and checked against equity read later; in between a hedge of
   * 30 % that gaps by 15 % moves equity by 4.5 %. Wrong orders are wrong by more than this. The
   * broker's own limit on buying power has no tolerance.
   */
  static final BigDecimal DRIFT_TOLERANCE = new BigDecimal("0.05");

  private EntryRules() {}

  static List<RiskRule> of(RiskProfile profile) {
    List<RiskRule> rules = new ArrayList<>();
    rules.add(new KillSwitch());
    rules.add(new Disabled());
    rules.add(new OwnAccount());
    rules.add(new AccountBlocked());
    profile.maximumDrawdown().ifPresent(most -> rules.add(new Drawdown(most)));
    if (!profile.admitsShorts()) {
      rules.add(new LongOnly());
    }
    rules.add(new ReferencePrice());
    if (profile.requireStopLoss()) {
      rules.add(new StopRequired(profile.maximumStopDistance()));
    }
    if (profile.oneSymbolAtATime()) {
      rules.add(new OneSymbolAtATime());
    }
    WeightBase base = profile.weightBase();
    profile
        .maximumPositionWeight()
        .ifPresent(most -> rules.add(new Weight("position-weight", most, base, true)));
    profile
        .maximumHedgeWeight()
        .ifPresent(most -> rules.add(new Weight("hedge-weight", most, base, false)));
    rules.add(new BuyingPower());
    return List.copyOf(rules);
  }

  /** No new exposure while a person has stopped it. */
  record KillSwitch() implements RiskRule {
    @Override
    public String name() {
      return "kill-switch";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      return objectIf(
          context.state().killed(),
          () ->
              "a person stopped new exposure (%s); enable trading to resume"
                  .formatted(context.state().reason()));
    }
  }

  /** No new exposure after a limit has disabled trading. */
  record Disabled() implements RiskRule {
    @Override
    public String name() {
      return "disabled";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      return objectIf(
          context.state().disabled(),
          () ->
              "a limit disabled trading (%s); a person has to enable it"
                  .formatted(context.state().reason()));
    }
  }

  /** The risk state is that of the order's account; another's kill switch would say nothing. */
  record OwnAccount() implements RiskRule {
    @Override
    public String name() {
      return "own-account";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      return objectIf(
          !context.state().account().equals(order.account()),
          () ->
              "the risk state at hand is that of account %s; this is a fault of the program"
                  .formatted(context.state().account()));
    }
  }

  /** No new exposure in an account the broker has blocked. */
  record AccountBlocked() implements RiskRule {
    @Override
    public String name() {
      return "account-blocked";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      return objectIf(
          context.account().tradingBlocked(),
          () -> "the broker blocks trading in this account; see its account page for the reason");
    }
  }

  /**
   * No new exposure on a reading of equity that breaches the drawdown limit, though the emergency
   * stop waits for a second one.
   */
  record Drawdown(BigDecimal maximum) implements RiskRule {
    @Override
    public String name() {
      return "drawdown";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      BigDecimal equity = context.account().equity();
      return context
          .state()
          .peakEquity()
          .filter(peak -> EquityWatch.isBreach(peak, equity, maximum))
          .map(peak -> EquityWatch.describe(peak, equity, maximum));
    }
  }

  /** The profile admits no short positions. */
  record LongOnly() implements RiskRule {
    @Override
    public String name() {
      return "long-only";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      return objectIf(
          order.terms().side() == Side.SELL,
          () -> "it would open a short position; an order that closes one has another purpose");
    }
  }

  /** Without a price nothing can be weighed. */
  record ReferencePrice() implements RiskRule {
    @Override
    public String name() {
      return "reference-price";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      return objectIf(
          context.price().signum() <= 0,
          () ->
              "its price is said to be %s; the data is faulty"
                  .formatted(Figures.plain(context.price())));
    }
  }

  /** A main position has a stop, not farther away than the profile allows. */
  record StopRequired(Optional<BigDecimal> maximumDistance) implements RiskRule {
    @Override
    public String name() {
      return "stop-loss";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      if (!order.terms().symbol().equals(context.mainSymbol())) {
        return Optional.empty();
      }
      if (context.stopLoss().isEmpty()) {
        return Optional.of("the position would have no stop-loss; set one for the strategy");
      }
      StopLoss stop = context.stopLoss().get();
      BigDecimal distance = BigDecimal.valueOf(stop.fraction());
      return maximumDistance
          .filter(most -> distance.compareTo(most) > 0)
          .map(
              most ->
                  "its stop-loss is %s away; the limit is %s"
                      .formatted(Figures.percent(distance), Figures.percent(most)));
    }
  }

  /** Nothing else is held, by whomever it was bought. */
  record OneSymbolAtATime() implements RiskRule {
    @Override
    public String name() {
      return "one-symbol-at-a-time";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      List<String> others =
          context.positions().stream()
              .filter(position -> position.quantity().signum() != 0)
              .filter(position -> !position.symbol().equals(order.terms().symbol()))
              .map(position -> Figures.plain(position.quantity()) + " " + position.symbol())
              .sorted()
              .toList();
      return objectIf(
          !others.isEmpty(),
          () -> "the account still holds %s; sell that first".formatted(String.join(", ", others)));
    }
  }

  /** What the position would be worth with this order, against equity or buying power. */
  record Weight(String name, BigDecimal maximum, WeightBase base, boolean ofMain)
      implements RiskRule {
    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      if (order.terms().symbol().equals(context.mainSymbol()) != ofMain) {
        return Optional.empty();
      }
      BigDecimal worth = positionAfter(order, context).multiply(context.price());
      BigDecimal whole = whole(context);
      return objectIf(
          exceeds(worth, maximum.multiply(whole)),
          () ->
              "the position would be worth %s at %s, which is %s of the %s of %s; the limit is %s"
                  .formatted(
                      Figures.money(worth),
                      Figures.plain(context.price()),
                      Figures.percentOf(worth, whole),
                      base == WeightBase.EQUITY ? "equity" : "buying power",
                      Figures.money(whole),
                      Figures.percent(maximum)));
    }

    private BigDecimal whole(RiskContext context) {
      BigDecimal equity = context.account().equity();
      BigDecimal buyingPower = context.account().buyingPower();
      return switch (base) {
        case EQUITY -> equity;
        case BUYING_POWER -> buyingPower.min(equity);
        case MARGIN_BUYING_POWER -> buyingPower;
      };
    }
  }

  /** The order costs no more than the broker lends and has. */
  record BuyingPower() implements RiskRule {
    @Override
    public String name() {
      return "buying-power";
    }

    @Override
    public Optional<String> objection(OrderRecord order, RiskContext context) {
      BigDecimal worth = order.terms().quantity().multiply(context.price());
      BigDecimal buyingPower = context.account().buyingPower();
      return objectIf(
          exceeds(worth, buyingPower),
          () ->
              "it is worth %s at %s; buying power is %s"
                  .formatted(
                      Figures.money(worth),
                      Figures.plain(context.price()),
                      Figures.money(buyingPower)));
    }
  }

  /** Whether an amount exceeds a limit by more than drift explains. */
  private static boolean exceeds(BigDecimal amount, BigDecimal limit) {
    return amount.compareTo(limit.add(limit.multiply(DRIFT_TOLERANCE))) > 0;
  }

  /** The size of the position in the order's symbol once it has filled, long or short. */
  private static BigDecimal positionAfter(OrderRecord order, RiskContext context) {
    BigDecimal held =
        context.positions().stream()
            .filter(position -> position.symbol().equals(order.terms().symbol()))
            .map(EntryRules::signed)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal quantity = order.terms().quantity();
    return held.add(order.terms().side() == Side.BUY ? quantity : quantity.negate()).abs();
  }

  private static BigDecimal signed(BrokerPosition position) {
    return position.direction() == Direction.LONG
        ? position.quantity()
        : position.quantity().negate();
  }

  private static Optional<String> objectIf(boolean objects, Supplier<String> why) {
    return objects ? Optional.of(why.get()) : Optional.empty();
  }
}
