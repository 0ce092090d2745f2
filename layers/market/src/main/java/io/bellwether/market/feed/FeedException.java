package io.bellwether.market.feed;

import java.io.Serial;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A feed did not deliver. The message names the feed, what was asked and what can be done. */
public final class FeedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Why a feed did not deliver. */
  public enum Kind {
    /** Network, timeout or the provider's failure: the next run may succeed. */
    UNAVAILABLE,
    /** There is no key to ask with, so nobody was asked. */
    NO_KEY,
    /** A key is wrong or not entitled. */
    UNAUTHORIZED,
    /** The provider's limit is used up for now. */
    RATE_LIMITED,
    /** The symbol is unknown to the feed. */
    UNKNOWN_SYMBOL,
    /** The request is not one this feed can serve. */
    UNSUPPORTED,
    /** The answer cannot be understood. */
    MALFORMED,
    /** The series does not reach to the bar it was asked for yet, or that may still change. */
    LATE,
    /** The series was understood, but cannot be trusted. */
    UNFIT
  }

  private final Kind kind;
  private final @Nullable Instant retryAt;

  public FeedException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.retryAt = null;
  }

  public FeedException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAt = null;
  }

  private FeedException(Kind kind, String message, Instant retryAt) {
    super(message);
    this.kind = kind;
    this.retryAt = retryAt;
  }

  /**
   * The provider's limit is used up.
   *
   * @param retryAt before this instant asking again is pointless
   */
  static FeedException limited(String message, Instant retryAt) {
    return new FeedException(Kind.RATE_LIMITED, message, retryAt);
  }

  /**
   * The last bar may still change.
   *
   * @param retryAt before this instant asking again is pointless
   */
  static FeedException unsettled(String message, Instant retryAt) {
    return new FeedException(Kind.LATE, message, retryAt);
  }

  public Kind kind() {
    return kind;
  }

  /** Before this instant asking the feed again is pointless; empty if that is not known. */
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
