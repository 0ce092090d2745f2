package io.bellwether.infrastructure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A strategy and the account it owns, written {@code NAME@ACCOUNT}.
 *
 * @param strategy its name in the catalogue
 * @param account our name for the account, {@code BROKER-MODE} or {@code BROKER-MODE-MORE}, such as
 *     {@code alpaca-paper} or {@code alpaca-paper-rsi2}
 */
record Binding(String strategy, String account) {
  private static final Pattern NOTATION =
      Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*)@([a-z0-9]+(?:-[a-z0-9]+)*)");

  /** The binding as written; empty if it is not written like one. */
  static Optional<Binding> parse(String text) {
    var match = NOTATION.matcher(text);
    return match.matches()
        ? Optional.of(new Binding(match.group(1), match.group(2)))
        : Optional.empty();
  }

  /** Bindings as they are written, comma separated. */
  static String join(List<Binding> bindings) {
    return bindings.stream().map(Binding::toString).collect(Collectors.joining(","));
  }

  private List<String> words() {
    return List.of(account.split("-", -1));
  }

  /** The broker the account is with. */
  String broker() {
    return words().getFirst();
  }

  /** {@code paper} or {@code live}, if the account's name says one of them. */
  Optional<String> mode() {
    return words().stream()
        .skip(1)
        .findFirst()
        .filter(word -> word.equals("paper") || word.equals("live"));
  }

  @Override
  public String toString() {
    return strategy + "@" + account;
  }
}
