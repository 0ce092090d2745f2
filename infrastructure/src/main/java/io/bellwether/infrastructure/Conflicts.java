package io.bellwether.infrastructure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What strategies and accounts must not do to each other: one account, one owner. */
final class Conflicts {
  private static final Set<String> BROKERS = Set.of("alpaca");

  private final Deployment deployment;
  private final Map<String, PackagedStrategy> catalogue = new HashMap<>();
  private final List<String> found = new ArrayList<>();

  private Conflicts(Deployment deployment, List<PackagedStrategy> catalogue) {
    this.deployment = deployment;
    catalogue.forEach(strategy -> this.catalogue.put(strategy.name(), strategy));
  }

  /** The conflicts of a deployment as sentences, none if there is none. */
  static List<String> of(Deployment deployment, List<PackagedStrategy> catalogue) {
    Conflicts conflicts = new Conflicts(deployment, catalogue);
    conflicts.strategies();
    conflicts.accounts();
    conflicts.owners();
    conflicts.secrets();
    return List.copyOf(conflicts.found);
  }

  private void strategies() {
    Set<String> seen = new HashSet<>();
    for (Binding binding : deployment.bindings()) {
      PackagedStrategy strategy = catalogue.get(binding.strategy());
      if (strategy == null) {
        found.add(
            "strategies names '%s', which is not among the packaged ones: %s"
                .formatted(
                    binding.strategy(), String.join(", ", new TreeSet<>(catalogue.keySet()))));
      } else if (!seen.add(binding.strategy())) {
        found.add(
            "strategies names %s twice: its signals carry its name, so it runs once in a stage"
                .formatted(binding.strategy()));
      } else if (Cadence.of(strategy).isEmpty()) {
        found.add(
            "%s decides on bars of %s, for which there is no schedule"
                .formatted(strategy.name(), strategy.timeframe()));
      }
    }
  }

  private void accounts() {
    String mode = deployment.live() ? "live" : "paper";
    Set<String> seen = new HashSet<>();
    for (Binding binding : deployment.bindings()) {
      if (!seen.add(binding.account())) {
        continue;
      }
      if (!BROKERS.contains(binding.broker()) || binding.mode().isEmpty()) {
        found.add(
            ("account '%s' must be named BROKER-MODE or BROKER-MODE-MORE, such as alpaca-%s;"
                    + " brokers are %s")
                .formatted(binding.account(), mode, String.join(", ", BROKERS)));
      } else if (!binding.mode().equals(Optional.of(mode))) {
        found.add(
            "account %s does not fit mode %s: a stage trades on paper or live, not both"
                .formatted(binding.account(), mode));
      }
    }
  }

  private void owners() {
    Map<String, Binding> owners = new HashMap<>();
    for (Binding binding : deployment.bindings()) {
      Binding owner = owners.putIfAbsent(binding.account(), binding);
      if (owner != null && !owner.equals(binding)) {
        found.add(
            "account %s is given to %s and to %s%s: one account belongs to one strategy"
                .formatted(
                    binding.account(), owner.strategy(), binding.strategy(), why(owner, binding)));
      }
    }
  }

  /** What would go wrong first if two strategies shared an account. */
  private String why(Binding first, Binding second) {
    PackagedStrategy one = catalogue.get(first.strategy());
    PackagedStrategy other = catalogue.get(second.strategy());
    if (one == null || other == null) {
      return "";
    }
    if (one.concentrate() || other.concentrate()) {
      String seller = one.concentrate() ? one.name() : other.name();
      return ", and " + seller + " sells everything it did not buy";
    }
    String shared =
        one.symbols().stream().filter(other.symbols()::contains).collect(Collectors.joining(", "));
    return shared.isEmpty() ? "" : ", and both trade " + shared;
  }

  private void secrets() {
    Set<String> accounts =
        deployment.bindings().stream().map(Binding::account).collect(Collectors.toSet());
    for (String account : new TreeSet<>(deployment.accountSecrets().keySet())) {
      if (!accounts.contains(account)) {
        found.add("account-secrets names account %s, which no strategy runs on".formatted(account));
      }
    }
    Map<String, String> users = new HashMap<>();
    for (String account : new TreeSet<>(accounts)) {
      String secret = deployment.secretOf(account);
      String other = users.putIfAbsent(secret, account);
      if (other != null) {
        found.add(
            "accounts %s and %s would use the keys in %s, which are those of one account: "
                    .formatted(other, account, secret)
                + "name another secret, account-secrets=%s=SECRET-NAME".formatted(account));
      }
    }
  }
}
