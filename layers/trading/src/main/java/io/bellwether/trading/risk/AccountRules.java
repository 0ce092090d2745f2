package io.bellwether.trading.risk;

import io.bellwether.trading.order.OrderRecord;
import java.util.Optional;

/** Whether the account may take on exposure at all. */
final class AccountRules {
  private AccountRules() {}

  /** No new exposure while a person has stopped it. */
  record KillSwitch() implements RiskRule {
    @Override
    public String name() {
      return "kill-switch";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      RiskState state = context.state().orObject();
      return state.killed()
          ? Optional.of(
              Objection.lasting(
                  "a person stopped new exposure (%s); enable trading to resume"
                      .formatted(state.reason())))
          : Optional.empty();
    }
  }

  /** No new exposure after a limit has disabled trading. */
  record Disabled() implements RiskRule {
    @Override
    public String name() {
      return "disabled";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      RiskState state = context.state().orObject();
      return state.disabled()
          ? Optional.of(
              Objection.lasting(
                  "a limit disabled trading (%s); a person has to enable it"
                      .formatted(state.reason())))
          : Optional.empty();
    }
  }

  /** The risk state is that of the order's account; another's kill switch would say nothing. */
  record OwnAccount() implements RiskRule {
    @Override
    public String name() {
      return "own-account";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      String account = context.state().orObject().account();
      return account.equals(order.account())
          ? Optional.empty()
          : Optional.of(
              Objection.lasting(
                  "the risk state at hand is that of account %s; this is a fault of the program"
                      .formatted(account)));
    }
  }

  /** No new exposure in an account the broker has blocked. */
  record AccountBlocked() implements RiskRule {
    @Override
    public String name() {
      return "account-blocked";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      return context.account().orObject().tradingBlocked()
          ? Optional.of(
              Objection.lasting(
                  "the broker blocks trading in this account; see its account page for the reason"))
          : Optional.empty();
    }
  }

  /**
   * No new exposure on a reading of equity that breaches the drawdown limit, though the emergency
   * stop waits for a second one.
   */
  record Drawdown(LossLimits limits) implements RiskRule {
    @Override
    public String name() {
      return "drawdown";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      return limits
          .ofDrawdown(context.state().orObject(), context.account().orObject().equity())
          .map(AccountRules::untilConfirmed);
    }
  }

  /** The same for the total loss in money. */
  record TotalLoss(LossLimits limits) implements RiskRule {
    @Override
    public String name() {
      return "total-loss";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      return limits
          .ofTotalLoss(context.state().orObject(), context.account().orObject().equity())
          .map(AccountRules::untilConfirmed);
    }
  }

  /**
   * No new exposure on a day whose loss is confirmed, nor on a reading that would be the first of
   * the two it takes.
   */
  record DayLoss(LossLimits limits) implements RiskRule {
    @Override
    public String name() {
      return "day-loss";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      var today = context.market().orObject().date();
      Optional<RiskState.DayLoss> confirmed =
          context.state().orObject().dayLoss().filter(loss -> loss.day().equals(today));
      if (confirmed.isPresent()) {
        return Optional.of(
            Objection.lasting(
                "no more entries on %s: %s".formatted(today, confirmed.get().reason())));
      }
      var account = context.account().orObject();
      if (!limits.dayIsKnown(account)) {
        throw new NotKnownException("equity at the last close");
      }
      return limits.ofDay(account, account.equity()).map(AccountRules::untilConfirmed);
    }
  }

  private static Objection untilConfirmed(LossLimits.Breach breach) {
    return Objection.passing(
        breach.message() + "; a second reading is awaited", breach.value(), breach.limit());
  }
}
