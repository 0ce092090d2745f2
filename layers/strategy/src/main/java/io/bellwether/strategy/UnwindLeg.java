package io.bellwether.strategy;

/**
 * The rules of a symbol that a strategy holds and has no rules for any more: it is left at the next
 * decision and not entered again. What is held would otherwise have nobody to leave it, since only
 * a leg decides.
 */
public record UnwindLeg(String symbol) implements Leg {
  @Override
  public boolean longOnly() {
    return true;
  }

  @Override
  public int nextEntry(int from, int to) {
    return to;
  }

  @Override
  public int nextExit(int from, int to, Entry held) {
    return Math.min(from, to);
  }

  /**
   * Never asked for, because nothing is entered.
   *
   * @throws IllegalStateException always
   */
  @Override
  public Sizing sizing(int t) {
    throw new IllegalStateException("nothing of " + symbol + " is entered any more");
  }

  @Override
  public String explain(int t) {
    return "the strategy as it is now does not trade it";
  }
}
