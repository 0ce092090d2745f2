package io.bellwether.trading.plan;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Target;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From targets to steps: exits first, then entries in the strategy's order. A pure function. */
public final class Planner {
  private final AccountSettings settings;

  public Planner(AccountSettings settings) {
    this.settings = settings;
  }

  /**
   * Reckons the steps of a signal.
   *
   * @param account the broker's account now
   * @param positions the broker's positions now: the truth
   */
  public List<Plan.Step> steps(
      Signal signal, AccountSnapshot account, List<BrokerPosition> positions) {
    Map<String, BrokerPosition> held =
        positions.stream().collect(Collectors.toMap(BrokerPosition::symbol, Function.identity()));
    List<Plan.Step> exits = exits(signal, positions, held);
    BigDecimal equity = equity(signal, account, positions);
    BigDecimal buyingPower = buyingPower(account, equity, exits);
    List<Plan.Step> steps = new ArrayList<>(exits);
    for (Target target : signal.targets()) {
      if (target instanceof Target.Hold hold
          && !signal.reducingOnly()
          && !held.containsKey(hold.symbol())) {
        BigDecimal price = closeOf(signal, hold.symbol());
        BigDecimal quantity =
            Sizer.quantity(hold.sizing(), equity, buyingPower, price, settings.fractional());
        steps.add(entry(hold, quantity, price));
      }
    }
    return steps;
  }

  /**
   * The steps of a signal while the account cannot be read: its exits, for which the positions do,
   * and its entries skipped, whose sizes nobody can tell.
   */
  public List<Plan.Step> withoutAccount(Signal signal, List<BrokerPosition> positions) {
    return withoutEntries(signal, positions, "the account could not be read, to size it");
  }

  /**
   * The steps of a signal whose entries cannot be sized: its exits, and its entries skipped.
   *
   * @param why what is noted with the entries
   */
  public List<Plan.Step> withoutEntries(Signal signal, List<BrokerPosition> positions, String why) {
    Map<String, BrokerPosition> held =
        positions.stream().collect(Collectors.toMap(BrokerPosition::symbol, Function.identity()));
    List<Plan.Step> steps = new ArrayList<>(exits(signal, positions, held));
    for (Target target : signal.targets()) {
      if (target instanceof Target.Hold hold
          && !signal.reducingOnly()
          && !held.containsKey(hold.symbol())) {
        steps.add(
            entry(hold, BigDecimal.ZERO, closeOf(signal, hold.symbol()))
                .at(Plan.StepStatus.SKIPPED, why));
      }
    }
    return steps;
  }

  /** The steps that close every position: for an emergency stop. */
  public static List<Plan.Step> closeAll(List<BrokerPosition> positions) {
    return positions.stream().map(position -> exit(position, ExitReason.RISK)).toList();
  }

  private List<Plan.Step> exits(
      Signal signal, List<BrokerPosition> positions, Map<String, BrokerPosition> held) {
    List<Plan.Step> exits = new ArrayList<>();
    for (Target target : signal.targets()) {
      if (target instanceof Target.Flat flat && held.containsKey(flat.symbol())) {
        exits.add(exit(held.get(flat.symbol()), flat.reason()));
      }
    }
    Optional<Target.Hold> concentrated =
        signal.targets().stream()
            .filter(Target.Hold.class::isInstance)
            .map(Target.Hold.class::cast)
            .filter(hold -> hold.concentrate() && settings.concentrate())
            .findFirst();
    concentrated.ifPresent(
        hold ->
            positions.stream()
                .filter(position -> !position.symbol().equals(hold.symbol()))
                .filter(
                    position -> exits.stream().noneMatch(e -> e.symbol().equals(position.symbol())))
                .forEach(position -> exits.add(exit(position, ExitReason.RISK))));
    return exits;
  }

  private static Plan.Step exit(BrokerPosition position, ExitReason reason) {
    return new Plan.Step(
        position.symbol() + "-exit",
        position.symbol(),
        position.direction(),
        position.quantity(),
        position.currentPrice(),
        Optional.of(reason),
        0,
        Plan.StepStatus.WAITING,
        "");
  }

  private Plan.Step entry(Target.Hold hold, BigDecimal quantity, BigDecimal price) {
    boolean none = quantity.signum() == 0;
    boolean tooSmall = quantity.multiply(price).compareTo(settings.minimumNotional()) < 0;
    String note =
        none
            ? "the weight buys less than one share at " + price
            : tooSmall ? "worth less than " + settings.minimumNotional() : "";
    return new Plan.Step(
        hold.symbol() + "-entry",
        hold.symbol(),
        hold.direction(),
        quantity,
        price,
        Optional.empty(),
        0,
        none || tooSmall ? Plan.StepStatus.SKIPPED : Plan.StepStatus.WAITING,
        note);
  }

  /**
   * Equity marked at the closes decided on; positions the signal has no close for, at the broker's.
   */
  private static BigDecimal equity(
      Signal signal, AccountSnapshot account, List<BrokerPosition> positions) {
    BigDecimal equity = account.cash();
    for (BrokerPosition position : positions) {
      BigDecimal price = signal.closes().getOrDefault(position.symbol(), position.currentPrice());
      BigDecimal worth = position.quantity().multiply(price);
      equity = position.direction() == Direction.LONG ? equity.add(worth) : equity.subtract(worth);
    }
    return equity;
  }

  /** What entries may cost once the exits have filled: never more than equity without margin. */
  private BigDecimal buyingPower(
      AccountSnapshot account, BigDecimal equity, List<Plan.Step> exits) {
    BigDecimal proceeds =
        exits.stream()
            .map(step -> step.quantity().multiply(step.referencePrice()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal power = account.buyingPower().add(proceeds);
    return settings.margin() ? power : power.min(equity);
  }

  private static BigDecimal closeOf(Signal signal, String symbol) {
    BigDecimal close = signal.closes().get(symbol);
    if (close == null) {
      throw new IllegalArgumentException("signal " + signal.id() + " has no close of " + symbol);
    }
    return close;
  }
}
