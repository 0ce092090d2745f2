package io.bellwether.market.feed;

/** A feed did not deliver. The message names the feed, what was asked and what can be done. */
public final class FeedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a feed did not deliver. */
  public enum Kind {
    /** Network, timeout or the provider's failure: the next run may succeed. */
    UNAVAILABLE,
    /** A key is missing, wrong or not entitled. */
    UNAUTHORIZED,
    /** The provider's limit is used up for now. */
    RATE_LIMITED,
    /** The symbol is unknown to the feed. */
    UNKNOWN_SYMBOL,
    /** The request is not one this feed can serve. */
    UNSUPPORTED,
    /** The answer cannot be understood. */
    MALFORMED
  }

  private final Kind kind;

  public FeedException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public FeedException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
