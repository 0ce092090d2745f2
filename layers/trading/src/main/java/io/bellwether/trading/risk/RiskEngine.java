package io.bellwether.trading.risk;

import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.order.OrderRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The limits of one account: the only maker of {@link ApprovedOrder}. */
public final class RiskEngine {
  private static final List<RiskRule> REDUCING_RULES = List.of(new ReducesPosition());

  private final RiskProfile profile;
  private final List<RiskRule> entryRules;
  private final EquityWatch equityWatch;

  public RiskEngine(RiskProfile profile) {
    this.profile = profile;
    this.entryRules = EntryRules.of(profile);
    this.equityWatch = new EquityWatch(profile);
  }

  public RiskProfile profile() {
    return profile;
  }

  /**
   * Checks one order. An order that reduces exposure is approved whatever the limits say, also when
   * trading is stopped or the account blocked; that it reduces is checked against the broker's
   * positions. Weights and buying power are measured at the context's price and hold within five
   * percent of themselves, for equity is read at another moment than the size was computed.
   *
   * @return the approved order, or the first rule that objects and its figures
   */
  public RiskDecision check(OrderRecord order, RiskContext context) {
    List<RiskRule> rules =
        switch (order.purpose()) {
          case ENTRY -> entryRules;
          case EXIT, PROTECTIVE_STOP -> REDUCING_RULES;
        };
    for (RiskRule rule : rules) {
      Optional<String> objection = rule.objection(order, context);
      if (objection.isPresent()) {
        return new RiskDecision.Refused(rule.name(), refusal(order, rule, objection.get()));
      }
    }
    return new RiskDecision.Approved(new ApprovedOrder(order));
  }

  /**
   * Judges a reading of equity: keeps the peak, and asks for two agreeing readings before it acts.
   *
   * <p>The first reading of an account is its first peak. A later one that is higher, or at or
   * beyond the drawdown limit, is remembered as suspect; a second one of the same kind, from 30
   * seconds to 15 minutes later and within 5 %, confirms it: the lower of the two becomes the peak,
   * or everything is to be closed. A reading in between clears the suspicion. Readings older than
   * five minutes or not above 0 change nothing. An account that is disabled is not judged again.
   *
   * <p>The caller stores the verdict's state, and after an emergency stop first whatever will carry
   * the stop through: if it crashes in between, the state still waits and the next reading repeats
   * the verdict.
   *
   * @param now the current time, for the age of the reading
   */
  public EquityVerdict assess(RiskState state, AccountSnapshot account, Instant now) {
    return equityWatch.assess(state, account, now);
  }

  private String refusal(OrderRecord order, RiskRule rule, String objection) {
    return "%s of risk profile %s refuses %s %s %s %s in account %s (order %s): %s"
        .formatted(
            rule.name(),
            profile.name(),
            order.purpose(),
            order.terms().side(),
            Figures.plain(order.terms().quantity()),
            order.terms().symbol(),
            order.account(),
            order.clientOrderId(),
            objection);
  }
}
