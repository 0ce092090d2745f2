package io.bellwether.trading.config;

import java.util.Arrays;
import java.util.Locale;

/** What becomes of a position at the broker that the ledger cannot explain. */
public enum UnexplainedPolicy {
  /**
   * Nothing is bought in the symbol until a person acknowledges the position. What the ledger knows
   * of can be sold as ever.
   */
  FREEZE,
  /** The ledger takes the broker's position as it is, at the broker's average price. */
  ADOPT,
  /**
   * A position in a symbol of which the ledger holds nothing is entered in it and sold. Where the
   * ledger holds something of the symbol, what is ours and what is not cannot be told apart:
   * frozen.
   */
  CLOSE;

  /** The word for it in configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static UnexplainedPolicy byName(String name) {
    return Arrays.stream(values())
        .filter(policy -> policy.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + name
                        + "' is no policy for unexplained positions; there are freeze,"
                        + " adopt, close"));
  }
}
