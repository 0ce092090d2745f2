package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.broker.BrokerException;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * Reads through an {@link HttpReader}, which repeats what may pass; once more with keys read anew
 * after a refusal of the old ones.
 */
final class AlpacaReads {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
  private static final Duration MAXIMUM_BACKOFF = Duration.ofSeconds(1);

  private final HttpReader reader;
  private final AlpacaKeys keys;

  /**
   * Reads on connections of their own.
   *
   * @param base the client to derive from
   * @param timeout the most one attempt may take
   */
  AlpacaReads(
      OkHttpClient base, AlpacaKeys keys, Duration timeout, Pause pause, RandomGenerator jitter) {
    this.keys = keys;
    // OkHttp's own limits, 10 s each, would cut a more patient timeout short.
    OkHttpClient client =
        base.newBuilder()
            .connectionPool(new ConnectionPool())
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .build();
    this.reader =
        new HttpReader(
            client,
            new HttpReader.Settings(
                timeout,
                ATTEMPTS,
                FIRST_BACKOFF,
                MAXIMUM_BACKOFF,
                AlpacaFields.MAXIMUM_ANSWER_BYTES),
            pause,
            jitter);
  }

  /**
   * Reads.
   *
   * @return an answer with status 200, or 404, which only the caller can judge
   * @throws BrokerException for anything else, once attempts or time are used up
   */
  HttpAnswer get(HttpUrl url, Deadline deadline) throws BrokerException {
    HttpAnswer answer = ask(url, deadline);
    if (AlpacaErrors.refusesCredentials(answer)) {
      answer = ask(url, deadline);
    }
    if (answer.status() == 200 || answer.status() == 404) {
      return answer;
    }
    throw AlpacaErrors.refusesCredentials(answer)
        ? unauthorized(url, answer)
        : new BrokerException(
            "Alpaca did not serve GET " + url + ": " + AlpacaErrors.describe(answer), false);
  }

  /** Reads JSON that has to be there. */
  JsonNode json(HttpUrl url, String what, Deadline deadline) throws BrokerException {
    return json(get(url, deadline), url, what);
  }

  /** The JSON of an answer that has to have some. */
  static JsonNode json(HttpAnswer answer, HttpUrl url, String what) throws BrokerException {
    if (answer.status() != 200) {
      throw new BrokerException(
          "Alpaca has nothing at " + url + ": " + AlpacaErrors.describe(answer), false);
    }
    return AlpacaFields.parse(answer.body(), what);
  }

  private HttpAnswer ask(HttpUrl url, Deadline deadline) throws BrokerException {
    try {
      ApiKey key = keys.next();
      return keys.examined(reader.get(url, AlpacaKeys.headers(key), deadline), key);
    } catch (NotSentException e) {
      throw new BrokerException("Alpaca was not asked for " + url + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BrokerException("Alpaca did not answer: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // Callers know what to do when a read fails; another exception would pass them by.
      throw new BrokerException(
          "Alpaca could not be asked for " + url + ": " + e.getClass().getName(), e);
    }
  }

  private static BrokerException unauthorized(HttpUrl url, HttpAnswer answer) {
    return new BrokerException(
        "Alpaca refused the keys for GET "
            + url
            + ", also after reading them again: "
            + AlpacaErrors.describe(answer)
            + "; check that the keys belong to this environment (paper or live)",
        true);
  }
}
