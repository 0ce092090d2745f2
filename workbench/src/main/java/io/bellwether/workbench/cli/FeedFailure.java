package io.bellwether.workbench.cli;

import io.bellwether.market.feed.FeedException;

/** Why a feed did not deliver, in words for the command line. */
final class FeedFailure {
  private FeedFailure() {}

  /** The failure as one line, with what can be done about it and the exit code that fits. */
  static InputException explain(FeedException failure) {
    String what = String.valueOf(failure.getMessage());
    return switch (failure.kind()) {
      case UNAUTHORIZED -> InputException.usage(what + "; see " + AlpacaKey.VARIABLES);
      case UNKNOWN_SYMBOL -> InputException.usage(what + "; correct --symbol");
      case UNSUPPORTED -> InputException.usage(what + "; change the options");
      case MALFORMED, LATE, UNFIT ->
          InputException.data(what + "; nothing is written, is --base-url an Alpaca data server?");
      case RATE_LIMITED ->
          InputException.unavailable(what + "; wait a minute and run the command again");
      case UNAVAILABLE ->
          InputException.unavailable(
              what + "; check the connection and run the command again, what came is cached");
    };
  }
}
