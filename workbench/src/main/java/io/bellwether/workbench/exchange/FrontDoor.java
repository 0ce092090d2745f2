package io.bellwether.workbench.exchange;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Where requests come in, whatever carried them: counts them, lets faults have their way, keeps the
 * rate limit, and hands them to the API their path belongs to. Not safe for use by several threads.
 */
final class FrontDoor {
  private final TradingApi trading;
  private final DataApi data;
  private final RateLimit rateLimit;
  private final Fault fault;
  private final InstantSource clock;
  private long requests;

  FrontDoor(
      TradingApi trading, DataApi data, RateLimit rateLimit, Fault fault, InstantSource clock) {
    this.trading = trading;
    this.data = data;
    this.rateLimit = rateLimit;
    this.fault = fault;
    this.clock = clock;
  }

  /** How many requests have come in. */
  long requests() {
    return requests;
  }

  RateLimit rateLimit() {
    return rateLimit;
  }

  /** What the client is to see of a request. */
  sealed interface Outcome {
    record Answered(Answer answer) implements Outcome {}

    record Disconnected() implements Outcome {}

    record Silent() implements Outcome {}
  }

  /** Carries a request out, or not. */
  Outcome outcome(Call call) {
    Instant now = clock.instant();
    Fault.Effect effect =
        fault.on(new Fault.Request(++requests, call.method(), "/" + call.from(0), call.body()));
    return switch (effect) {
      case Fault.Effect.None ignored -> new Outcome.Answered(answer(call, now));
      case Fault.Effect.Refuse refuse ->
          new Outcome.Answered(new Answer(refuse.status(), refuse.body()));
      case Fault.Effect.Mislead mislead -> {
        answer(call, now);
        yield new Outcome.Answered(new Answer(mislead.status(), mislead.body()));
      }
      case Fault.Effect.Disconnect disconnect -> {
        if (disconnect.carriedOut()) {
          answer(call, now);
        }
        yield new Outcome.Disconnected();
      }
      case Fault.Effect.Silence silence -> {
        if (silence.carriedOut()) {
          answer(call, now);
        }
        yield new Outcome.Silent();
      }
    };
  }

  private Answer answer(Call call, Instant now) {
    boolean stocks = call.from(0).startsWith("v2/stocks") || call.from(0).startsWith("v1/");
    if (!rateLimit.take(now)) {
      return new Answer(
          429,
          stocks
              ? "{\"message\":\"too many requests.\"}"
              : "{\"code\":42910000,\"message\":\"rate limit exceeded\"}");
    }
    try {
      return stocks ? data.answer(call, now) : trading.answer(call, now);
    } catch (RefusedException e) {
      return Answer.json(e.status(), Wire.refusal(e));
    } catch (RuntimeException e) {
      // A fault of the simulation: shown where it is met, instead of a connection that dies.
      return Answer.json(500, Wire.object().put("code", 50010000).put("message", e.toString()));
    }
  }
}
