package io.bellwether.trading.config;

import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.StrategyStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The strategies in force. The store is the truth; an empty one is filled from the copy packaged
 * with the code, and when it cannot be read that copy serves, for reducing exposure only.
 */
public final class StrategyBook {
  private static final Logger LOG = LoggerFactory.getLogger(StrategyBook.class);
  private static final String RESOURCE = "strategies.json";

  private final StrategyStore store;
  private final List<StrategyVersion> packaged;

  /** A book on the packaged defaults. */
  public StrategyBook(StrategyStore store) {
    this(store, packaged());
  }

  /**
   * @param packaged the versions to fall back on
   */
  public StrategyBook(StrategyStore store, List<StrategyVersion> packaged) {
    this.store = store;
    this.packaged = List.copyOf(packaged);
  }

  /** The strategies packaged with the code. */
  public static List<StrategyVersion> packaged() {
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
   * @throws IllegalStateException if two of them claim one account: none of them runs
   */
  public List<StrategyVersion> enabled() {
    List<StrategyVersion> enabled = inForce().stream().filter(StrategyVersion::enabled).toList();
    List<String> conflicts = StrategyDocument.conflicts(enabled);
    if (!conflicts.isEmpty()) {
      throw new IllegalStateException(String.join("; ", conflicts));
    }
    return enabled;
  }

  /**
   * One strategy, enabled or not.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public StrategyVersion get(String strategy) {
    return stored(strategy).orElseGet(() -> known(strategy));
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
    List<StrategyVersion> known = inForce();
    return known.stream()
        .filter(version -> version.strategy().equals(strategy))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no strategy '"
                        + strategy
                        + "' is stored; there are "
                        + known.stream().map(StrategyVersion::strategy).sorted().toList()));
  }

  private List<StrategyVersion> inForce() {
    try {
      List<StrategyVersion> active = store.active();
      return active.isEmpty() ? initialise() : active;
    } catch (LedgerException e) {
      LOG.atError()
          .setCause(e)
          .log("stored strategies cannot be read; the packaged ones serve, for reducing only");
      return packaged;
    }
  }

  private List<StrategyVersion> initialise() {
    for (StrategyVersion version : packaged) {
      if (store.create(version.stored())) {
        LOG.atInfo()
            .addKeyValue("strategy", version.strategy())
            .log("stored the packaged strategy as version 1");
      }
      store.activate(version.strategy(), version.version());
    }
    return store.active();
  }
}
