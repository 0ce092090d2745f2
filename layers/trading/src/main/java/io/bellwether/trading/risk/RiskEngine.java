package io.bellwether.trading.risk;

import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.order.OrderRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The limits of one account: the only maker of {@link ApprovedOrder}. */
public final class RiskEngine {
  private static final List<RiskRule> REDUCING_RULES = List.of(new ReducesPosition());

  private final RiskProfile profile;
  private final List<RiskRule> entryRules;
  private final Set<CostlyFact> needs;
  private final EquityWatch equityWatch;

  public RiskEngine(RiskProfile profile) {
    this.profile = profile;
    this.entryRules = EntryRules.of(profile);
    this.needs = EnumSet.noneOf(CostlyFact.class);
    entryRules.forEach(rule -> needs.addAll(rule.needs()));
    this.equityWatch = new EquityWatch(profile);
  }

  public RiskProfile profile() {
    return profile;
  }

  /** Whether some rule for entries needs a fact; one that none needs may stay unknown. */
  public boolean needs(CostlyFact fact) {
    return needs.contains(fact);
  }

  /** The names of the rules an entry has to pass, in their order. */
  public List<String> entryRules() {
    return entryRules.stream().map(RiskRule::name).toList();
  }

  /**
   * Checks one order. An order that reduces exposure is approved whatever the limits say, also when
   * trading is stopped, the account blocked or nothing else is known; that it reduces is checked
   * against the broker's positions and the orders under way. An entry is refused by any rule that
   * needs what is not known. Weights and buying power are measured at the context's price and hold
   * within five percent of themselves, for equity is read at another moment than the size was
   * computed.
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
      Optional<Objection> objection = objection(rule, order, context);
      if (objection.isPresent()) {
        return refused(order, rule, objection.get());
      }
    }
    return new RiskDecision.Approved(new ApprovedOrder(order));
  }

  private static Optional<Objection> objection(
      RiskRule rule, OrderRecord order, RiskContext context) {
    try {
      return rule.objection(order, context);
    } catch (NotKnownException e) {
      return Optional.of(
          Objection.passing(
              "it needs to know, and does not: %s; it is tried again while it is valid"
                  .formatted(e.why())));
    }
  }

  /**
   * Judges a reading of equity: keeps the peak, and asks for two agreeing readings before it acts.
   *
   * <p>The first reading of an account is its first peak, and the start that a total loss counts
   * from. A later one that is above the peak, at or beyond a limit on the total loss, or at or
   * beyond one on the day's, is remembered as suspect; a second one that says the same, from 30
   * seconds to 15 minutes later and within 5 %, confirms it: the lower of the two becomes the peak,
   * everything is to be closed, or there are no more entries that day. A reading that says nothing
   * of the kind clears the suspicion. Readings older than five minutes or not above 0 change
   * nothing. An account that is disabled is not judged again.
   *
   * @param today the exchange's date, which ends with the day's loss
   * @param now the current time, for the age of the reading
   * @return the verdict, whose state is to be stored before anything is done about it
   */
  public EquityVerdict assess(
      RiskState state, AccountSnapshot account, LocalDate today, Instant now) {
    return equityWatch.assess(state, account, today, now);
  }

  private RiskDecision.Refused refused(OrderRecord order, RiskRule rule, Objection objection) {
    String message =
        "%s of risk profile %s refuses %s %s %s %s in account %s (order %s): %s"
            .formatted(
                rule.name(),
                profile.name(),
                order.purpose(),
                order.terms().side(),
                Figures.plain(order.terms().quantity()),
                order.terms().symbol(),
                order.account(),
                order.clientOrderId(),
                objection.message());
    return new RiskDecision.Refused(rule.name(), message, objection.figures(), objection.mayPass());
  }
}
