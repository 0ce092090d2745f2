package io.bellwether.workbench.cli;

import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.FeedName;

/** Why a feed did not deliver, in words for the command line. */
final class FeedFailure {
  private FeedFailure() {}

  /** The failure as one line, with what can be done about it and the exit code that fits. */
  static InputException explain(FeedException failure, FeedName feed) {
    String what = String.valueOf(failure.getMessage());
    return switch (failure.kind()) {
      case UNAUTHORIZED ->
          InputException.usage(what + "; see " + String.join(" and ", FeedKeys.variables(feed)));
      case UNKNOWN_SYMBOL -> InputException.usage(what + "; correct --symbol");
      case UNSUPPORTED -> InputException.usage(what + "; change the options");
      case MALFORMED, LATE, UNFIT ->
          InputException.data(
              what
                  + "; nothing is written, is --base-url a server of "
                  + feed.label()
                  + "'s protocol?");
      case RATE_LIMITED ->
          InputException.unavailable(
              what
                  + failure
                      .retryAt()
                      .map(at -> "; run the command again after " + at)
                      .orElse("; wait a minute and run the command again"));
      case UNAVAILABLE ->
          InputException.unavailable(
              what + "; check the connection and run the command again, what came is cached");
    };
  }
}
