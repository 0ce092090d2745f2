package io.bellwether.trading;

import java.math.BigDecimal;

/**
 * What the constructors of records refuse, whoever wrote what they are made of: the ledger's items
 * are read by other releases, and repaired by hand.
 */
public final class Checks {
  /** Far more than any market needs, and few enough that a number fits into memory as text. */
  private static final int MOST_DIGITS = 100;

  private static final int LONGEST_NAME = 200;

  private Checks() {}

  /**
   * Returns a name, such as that of an account or a signal.
   *
   * @throws IllegalArgumentException if it is blank, longer than 200 characters or holds a control
   *     character
   */
  public static String name(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " is blank");
    }
    if (value.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          what + " has " + value.length() + " characters; at most " + LONGEST_NAME + " are a name");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " holds a control character");
    }
    return value;
  }

  /**
   * Returns a number of a sane length.
   *
   * @throws IllegalArgumentException if it has more than 100 digits, written out
   */
  public static BigDecimal bounded(String what, BigDecimal value) {
    long scale = value.scale();
    if (value.precision() > MOST_DIGITS || Math.abs(scale) > MOST_DIGITS) {
      throw new IllegalArgumentException(
          what + " has more than " + MOST_DIGITS + " digits, which is no price and no quantity");
    }
    return value;
  }

  /**
   * Returns a number that is 0 or more.
   *
   * @throws IllegalArgumentException otherwise, or if it is too long
   */
  public static BigDecimal notNegative(String what, BigDecimal value) {
    if (bounded(what, value).signum() < 0) {
      throw new IllegalArgumentException(what + " must not be negative, and is " + value);
    }
    return value;
  }

  /**
   * Returns a number above 0.
   *
   * @throws IllegalArgumentException otherwise, or if it is too long
   */
  public static BigDecimal positive(String what, BigDecimal value) {
    if (bounded(what, value).signum() <= 0) {
      throw new IllegalArgumentException(what + " must be more than 0, and is " + value);
    }
    return value;
  }
}
