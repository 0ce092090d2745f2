package io.bellwether.workbench.exchange;

/**
 * Decides, request by request, whether the exchange misbehaves, so that crashes, timeouts and lost
 * answers can be played through.
 */
@FunctionalInterface
public interface Fault {
  /** Every request is answered as it should be. */
  Fault NONE = request -> new Effect.None();

  /** What happens to a request. Consulted once per request that carried the right key. */
  Effect on(Request request);

  /**
   * A request as the fault sees it.
   *
   * @param number counts requests from 1
   * @param method such as {@code POST}
   * @param path such as {@code /v2/orders}, without the query
   * @param body as sent
   */
  record Request(long number, String method, String path, String body) {}

  /** What happens to a request. */
  sealed interface Effect {
    /** Nothing unusual. */
    record None() implements Effect {}

    /** It is answered with this instead of being carried out. */
    record Refuse(int status, String body) implements Effect {
      /** Alpaca's answer to too many requests. */
      public static Refuse tooManyRequests() {
        return new Refuse(429, "{\"code\":42910000,\"message\":\"rate limit exceeded\"}");
      }

      /** A failure of the server. */
      public static Refuse serverError() {
        return new Refuse(
            500, "{\"code\":50010000,\"message\":\"internal server error occurred\"}");
      }
    }

    /** It is carried out, but answered with this. */
    record Mislead(int status, String body) implements Effect {}

    /** The connection closes without an answer; it is carried out or not. */
    record Disconnect(boolean carriedOut) implements Effect {}

    /** No answer ever comes; it is carried out or not. */
    record Silence(boolean carriedOut) implements Effect {}
  }
}
