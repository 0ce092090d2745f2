package io.bellwether.infrastructure;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one deployment is to be, checked whole.
 *
 * @param stage which one
 * @param bindings the strategies that run, each with its account
 * @param accountSecrets accounts with a secret of their own: its name, by account
 * @param live whether real money is traded
 * @param email who gets alerts and alarms by e-mail
 * @param phone who gets critical alerts by SMS
 * @param discord whether Discord is told too
 * @param snapStart whether functions start from a snapshot
 * @param secretName a secret that exists already and is used instead of one of the stack's own
 */
record Deployment(
    Stage stage,
    List<Binding> bindings,
    Map<String, String> accountSecrets,
    boolean live,
    Optional<String> email,
    Optional<String> phone,
    boolean discord,
    boolean snapStart,
    Optional<String> secretName) {
  Deployment {
    bindings = List.copyOf(bindings);
    accountSecrets = Map.copyOf(accountSecrets);
  }

  Names names() {
    return new Names(stage);
  }

  /** The account that owns a strategy runs it; without one it does not run. */
  boolean runs(PackagedStrategy strategy) {
    return bindings.stream().anyMatch(binding -> binding.strategy().equals(strategy.name()));
  }

  /** The name of the secret with an account's keys. */
  String secretOf(String account) {
    return accountSecrets.getOrDefault(account, sharedSecret());
  }

  /** The name of the secret with every key that no account has for itself. */
  String sharedSecret() {
    return secretName.orElseGet(() -> names().secret());
  }
}
