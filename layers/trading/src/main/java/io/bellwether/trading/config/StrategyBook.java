package io.bellwether.trading.config;

import io.bellwether.market.feed.FeedName;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.StrategyStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The strategies in force. The store is the truth; an empty one is filled from the copy packaged
 * with the code, as is one that lacks what the deployment names; when it cannot be read that copy
 * serves, for reducing exposure only.
 */
public final class StrategyBook {
  private static final Logger LOG = LoggerFactory.getLogger(StrategyBook.class);
  private static final String RESOURCE = "strategies.json";

  private final StrategyStore store;
  private final Optional<Deployment> deployment;
  private final List<StrategyVersion> packaged;

  /** A book on the packaged defaults, in which the stored versions say which of them run. */
  public StrategyBook(StrategyStore store) {
    this(store, Optional.empty());
  }

  /**
   * A book on the packaged defaults.
   *
   * @param deployment which strategies run, on which account, where not the stored versions say so
   */
  public StrategyBook(StrategyStore store, Optional<Deployment> deployment) {
    this.store = store;
    this.deployment = deployment;
    this.packaged = packaged();
  }

  /** The strategies packaged with the code. */
  public static List<StrategyVersion> packaged() {
    return Packaged.VERSIONS;
  }

  /** Read once in a process, when somebody first asks for them. */
  private static final class Packaged {
    static final List<StrategyVersion> VERSIONS = List.copyOf(read());

    private Packaged() {}
  }

  private static List<StrategyVersion> read() {
    try (InputStream in = StrategyBook.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the code was packaged without " + RESOURCE);
      }
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return StrategyDocument.parse(json, "packaged", Instant.EPOCH, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the packaged " + RESOURCE, e);
    }
  }

  /**
   * The enabled strategies.
   *
   * @throws IllegalStateException if two of them claim one account, one is for research only, or
   *     the deployment names one that there is not: none of them runs
   */
  public List<StrategyVersion> enabled() {
    List<StrategyVersion> known = all();
    List<StrategyVersion> enabled = known.stream().filter(StrategyVersion::enabled).toList();
    List<String> conflicts = new ArrayList<>(StrategyDocument.conflicts(enabled));
    conflicts.addAll(unknown(known));
    if (!conflicts.isEmpty()) {
      throw new IllegalStateException(String.join("; ", conflicts));
    }
    return enabled;
  }

  /** Every strategy as it runs here, enabled or not. */
  public List<StrategyVersion> all() {
    try {
      List<StrategyVersion> active = store.active();
      return bound(active.isEmpty() ? store(packaged) : withNamed(active));
    } catch (LedgerException e) {
      LOG.atError()
          .setCause(e)
          .log("stored strategies cannot be read; the packaged ones serve, for reducing only");
      return bound(packaged);
    }
  }

  /**
   * One strategy, enabled or not.
   *
   * @throws IllegalArgumentException if there is none of that name
   * @throws IllegalStateException if it is enabled though it is for research only
   */
  public StrategyVersion get(String strategy) {
    StrategyVersion version = stored(strategy).map(this::bound).orElseGet(() -> known(strategy));
    if (version.enabled()) {
      StrategyDocument.refusal(strategy)
          .ifPresent(
              why -> {
                throw new IllegalStateException(why);
              });
    }
    return version;
  }

  /**
   * The active version as it is stored, after the packaged ones have been stored if there is none.
   * Unlike {@link #get} it neither binds it to the deployment nor lets a packaged copy serve. Where
   * others are stored, it is stored switched off: to be asked about is no reason to run.
   *
   * @throws IllegalArgumentException if there is neither a stored nor a packaged one of that name
   */
  public StrategyVersion active(String strategy) {
    Optional<StrategyVersion> stored = store.active(strategy);
    if (stored.isPresent()) {
      return stored.get();
    }
    if (store.active().isEmpty()) {
      store(packaged);
    } else {
      store(
          packaged.stream()
              .filter(one -> one.strategy().equals(strategy))
              .map(one -> one.with(false, one.account()))
              .toList());
    }
    return store
        .active(strategy)
        .orElseThrow(() -> new IllegalArgumentException(unknown(strategy, store.active())));
  }

  private static String unknown(String strategy, List<StrategyVersion> known) {
    return "no strategy '%s' is stored; there are %s"
        .formatted(strategy, known.stream().map(StrategyVersion::strategy).sorted().toList());
  }

  /** A stored version as it runs here. */
  public StrategyVersion bound(StrategyVersion version) {
    StrategyVersion fed = version.feeds().isEmpty() ? version.withFeeds(feeds(version)) : version;
    return deployment.map(here -> here.bind(fed)).orElse(fed);
  }

  /** The feeds of the packaged strategy; of one that is not packaged, the broker's own. */
  private List<FeedName> feeds(StrategyVersion version) {
    return packaged.stream()
        .filter(one -> one.strategy().equals(version.strategy()))
        .findFirst()
        .map(StrategyVersion::feeds)
        .orElse(List.of(FeedName.ALPACA));
  }

  private List<String> unknown(List<StrategyVersion> known) {
    List<String> names = known.stream().map(StrategyVersion::strategy).sorted().toList();
    return deployment.stream()
        .flatMap(here -> here.accounts().keySet().stream())
        .filter(name -> !names.contains(name))
        .map(name -> "STRATEGIES names " + name + ", which is not stored; there are " + names)
        .toList();
  }

  /** One read where all is well; what is not is met again, and told, by reading them all. */
  private Optional<StrategyVersion> stored(String strategy) {
    try {
      return store.active(strategy);
    } catch (LedgerException e) {
      return Optional.empty();
    }
  }

  private StrategyVersion known(String strategy) {
    List<StrategyVersion> known = all();
    return known.stream()
        .filter(version -> version.strategy().equals(strategy))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(strategy, known)));
  }

  private List<StrategyVersion> bound(List<StrategyVersion> versions) {
    return versions.stream().map(this::bound).toList();
  }

  /**
   * What is stored and what the deployment names besides: a strategy that a release has added since
   * the store was filled.
   */
  private List<StrategyVersion> withNamed(List<StrategyVersion> active) {
    Set<String> stored =
        active.stream().map(StrategyVersion::strategy).collect(Collectors.toUnmodifiableSet());
    List<StrategyVersion> added =
        packaged.stream()
            .filter(version -> !stored.contains(version.strategy()))
            .filter(version -> deployment.filter(here -> here.names(version)).isPresent())
            .toList();
    return added.isEmpty() ? active : store(added);
  }

  private List<StrategyVersion> store(List<StrategyVersion> versions) {
    for (StrategyVersion version : versions) {
      if (store.create(version.stored())) {
        LOG.atInfo()
            .addKeyValue("strategy", version.strategy())
            .log("stored the packaged strategy as version 1");
      }
      // The first activation there is: if somebody else has activated meanwhile, that stands.
      store.activate(Activation.first(version));
    }
    return store.active();
  }
}
