package io.bellwether.execution;

import io.bellwether.trading.broker.BrokerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things to do of which none may keep the others from being done; what failed is said at the end.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger("execution");

  private final List<String> failed = new ArrayList<>();

  /** One of the things to do. */
  interface Action {
    void run() throws BrokerException;
  }

  /**
   * Does one thing for an account.
   *
   * @param otherwise what is the case if it fails
   */
  void at(String account, String otherwise, Action action) {
    try {
      action.run();
    } catch (BrokerException | RuntimeException e) {
      LOG.atError().addKeyValue("account", account).setCause(e).log(otherwise);
      failed.add(account + ": " + otherwise + ": " + e.getMessage());
    }
  }

  /** What to fail with; empty if nothing failed. */
  Optional<IllegalStateException> failure() {
    return failed.isEmpty()
        ? Optional.empty()
        : Optional.of(new IllegalStateException(String.join("; ", failed)));
  }
}
