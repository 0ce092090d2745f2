package io.bellwether.trading.execution;

import io.bellwether.trading.config.UnexplainedPolicy;
import java.math.BigDecimal;

/** What is done about a position that nothing explains. */
enum Remedy {
  /** Nothing is bought in the symbol until a person acknowledges the position. */
  FREEZE,
  /** The ledger takes the broker's position as it is. */
  ADOPT,
  /** The ledger takes it, and a plan sells it. */
  CLOSE,
  /** Nothing: the strategy is entitled to sell it, and does so when it concentrates. */
  LEAVE;

  /**
   * The remedy for one position.
   *
   * @param sold whether a plan that is under way sells all of it, for the sake of a risk limit or
   *     of concentration: then the ledger has to know what is sold
   * @param concentrates whether the account lets its strategy sell what it did not open
   * @param booked shares the ledger knows of
   */
  static Remedy of(
      UnexplainedPolicy policy, boolean sold, boolean concentrates, BigDecimal booked) {
    boolean foreign = booked.signum() == 0;
    if (sold) {
      return ADOPT;
    }
    if (foreign && concentrates) {
      return LEAVE;
    }
    return switch (policy) {
      case FREEZE -> FREEZE;
      case ADOPT -> ADOPT;
      case CLOSE -> foreign ? CLOSE : FREEZE;
    };
  }

  /** What is done, or what a person is to do, in words. */
  String words() {
    return switch (this) {
      case FREEZE -> "nothing is bought in it until a person acknowledges it";
      case ADOPT -> "the ledger takes it as it is";
      case CLOSE -> "it is entered in the ledger and sold";
      case LEAVE -> "nothing until the strategy concentrates the account, which sells it";
    };
  }
}
