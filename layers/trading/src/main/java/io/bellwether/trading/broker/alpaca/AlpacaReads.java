package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.alpaca.AlpacaHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads with a bounded number of attempts inside the deadline: again after a network failure, 408,
 * 429 or 5xx, with a pause that doubles and is jittered; once more with fresh keys after a refusal
 * of the old ones.
 */
final class AlpacaReads {
  private static final Logger LOG = LoggerFactory.getLogger(AlpacaReads.class);
  private static final int ATTEMPTS = 3;
  private static final long FIRST_PAUSE_MILLIS = 250;

  private final AlpacaHttp http;
  private final Duration timeout;
  private final Pause pause;
  private final RandomGenerator jitter;

  AlpacaReads(AlpacaHttp http, Duration timeout, Pause pause, RandomGenerator jitter) {
    this.http = http;
    this.timeout = timeout;
    this.pause = pause;
    this.jitter = jitter;
  }

  /**
   * Reads.
   *
   * @return an answer with status 200, or 404, which only the caller can judge
   * @throws BrokerException for anything else, once attempts or time are used up
   */
  Answer get(HttpUrl url, Deadline deadline) throws BrokerException {
    boolean freshKeysTried = false;
    for (int attempt = 1; ; attempt++) {
      BrokerException failure;
      try {
        Answer answer = http.get(url, timeout, deadline);
        if (answer.status() == 200 || answer.status() == 404) {
          return answer;
        }
        if (AlpacaErrors.refusesCredentials(answer)) {
          if (freshKeysTried) {
            throw unauthorized(url, answer);
          }
          freshKeysTried = true;
          continue;
        }
        failure = failed(url, AlpacaErrors.describe(answer));
        if (!mayPass(answer.status())) {
          throw failure;
        }
      } catch (AlpacaHttp.NotSentException e) {
        throw failed(url, e);
      } catch (IOException e) {
        failure = failed(url, e);
      }
      waitBeforeNext(attempt, deadline, failure);
    }
  }

  /** Reads JSON that has to be there. */
  JsonNode json(HttpUrl url, String what, Deadline deadline) throws BrokerException {
    return json(get(url, deadline), url, what);
  }

  /** The JSON of an answer that has to have some. */
  static JsonNode json(Answer answer, HttpUrl url, String what) throws BrokerException {
    if (answer.status() != 200) {
      throw new BrokerException(
          "Alpaca has nothing at " + url + ": " + AlpacaErrors.describe(answer), false);
    }
    return AlpacaFields.parse(answer.body(), what);
  }

  private void waitBeforeNext(int attempt, Deadline deadline, BrokerException failure)
      throws BrokerException {
    Duration wait = Duration.ofMillis(jittered(FIRST_PAUSE_MILLIS << (attempt - 1)));
    if (attempt >= ATTEMPTS || !deadline.allows(wait)) {
      throw failure;
    }
    LOG.atInfo()
        .addKeyValue("attempt", attempt)
        .addKeyValue("reason", failure.getMessage())
        .log("a read from Alpaca is repeated");
    pause.of(wait);
    if (Thread.currentThread().isInterrupted()) {
      throw failure;
    }
  }

  /**
   * Between half of it and all of it, so that functions failing together do not return together.
   */
  private long jittered(long millis) {
    return millis / 2 + jitter.nextLong(millis / 2 + 1);
  }

  private static boolean mayPass(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private static BrokerException unauthorized(HttpUrl url, Answer answer) {
    return new BrokerException(
        "Alpaca refused the keys for GET "
            + url
            + ", also after reading them again: "
            + AlpacaErrors.describe(answer)
            + "; check that the keys belong to this environment (paper or live)",
        true);
  }

  private static BrokerException failed(HttpUrl url, String said) {
    return new BrokerException("Alpaca did not answer GET " + url + ": " + said, false);
  }

  private static BrokerException failed(HttpUrl url, IOException cause) {
    return new BrokerException(
        "Alpaca did not answer GET " + url + ": " + cause.getMessage(), cause);
  }
}
