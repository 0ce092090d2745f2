package io.bellwether.infrastructure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
 * @param settings what the functions are handed as it is written, by its key
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
    Optional<String> secretName,
    Map<ContextKey, String> settings) {
  Deployment {
    bindings = List.copyOf(bindings);
    accountSecrets = Map.copyOf(accountSecrets);
    settings = Map.copyOf(settings);
  }

  Names names() {
    return new Names(stage);
  }

  /**
   * What the context says that leads here again, as {@code KEY=VALUE} with blanks between: make's
   * CONTEXT. Left out is what holds by default, but not the strategies; the stage has its own
   * place.
   */
  String context() {
    Map<ContextKey, String> values = new EnumMap<>(ContextKey.class);
    values.put(ContextKey.STRATEGIES, Binding.join(bindings));
    values.put(ContextKey.ACCOUNT_SECRETS, accountSecretsText());
    values.put(ContextKey.MODE, live ? "live" : "paper");
    values.put(ContextKey.LIVE_CONFIRMED, Boolean.toString(live));
    values.put(ContextKey.EMAIL, email.orElse(""));
    values.put(ContextKey.PHONE, phone.orElse(""));
    values.put(ContextKey.DISCORD, Boolean.toString(discord));
    values.put(ContextKey.SNAP_START, Boolean.toString(snapStart));
    // A secret of the usual name is found again by bin/deploy, whoever made it.
    values.put(
        ContextKey.SECRET_NAME,
        secretName.filter(name -> !name.equals(names().secret())).orElse(""));
    values.putAll(settings);
    return values.entrySet().stream()
        .filter(
            said ->
                said.getKey() == ContextKey.STRATEGIES
                    || !said.getValue().equals(said.getKey().byDefault()))
        .map(said -> said.getKey().key() + "=" + said.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Accounts with their secrets, {@code ACCOUNT=SECRET[,...]}; empty if there are none. */
  String accountSecretsText() {
    return new TreeMap<>(accountSecrets)
        .entrySet().stream()
            .map(own -> own.getKey() + "=" + own.getValue())
            .collect(Collectors.joining(","));
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
