package io.bellwether.trading.risk;

import java.util.Optional;

/**
 * What is known of something, or why it is not. What is not known is never a zero or an empty list:
 * a rule that asks for it objects, so nothing that adds exposure rests on a guess.
 *
 * @param <T> what it is about
 */
public sealed interface Fact<T> {
  /** Something known. */
  record Known<T>(T value) implements Fact<T> {}

  /**
   * Something not known.
   *
   * @param why what could not be learnt and why, such as {@code the latest trade of TQQQ: HTTP 503}
   */
  record Unknown<T>(String why) implements Fact<T> {}

  /** A known fact. */
  static <T> Fact<T> of(T value) {
    return new Known<>(value);
  }

  /** A fact that is not known. */
  static <T> Fact<T> unknown(String why) {
    return new Unknown<>(why);
  }

  /** The value, if it is known. */
  default Optional<T> known() {
    return this instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /**
   * The value, for a rule that cannot do without.
   *
   * @throws NotKnownException if it is not known; the engine turns that into an objection
   */
  default T orObject() {
    return switch (this) {
      case Known<T>(T value) -> value;
      case Unknown<T>(String why) -> throw new NotKnownException(why);
    };
  }
}
