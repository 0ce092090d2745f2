package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.RetryHint;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.broker.Submission.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What Alpaca's errors mean. One code, 40310000, covers unrelated refusals, so the HTTP status
 * decides first and then the text of the message. An error body is not always JSON: a 401 may be an
 * HTML page.
 */
final class AlpacaErrors {
  private static final int MAXIMUM_MESSAGE = 300;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private AlpacaErrors() {}

  /**
   * The outcome of a call that was answered with an error.
   *
   * @param what what was asked, for the message
   * @param now when it was answered
   */
  static Submission outcome(HttpAnswer answer, String what, Instant now) {
    String said = describe(answer);
    return switch (answer.status()) {
      case 429 ->
          new Submission.Rejected(
              Refusal.RATE_LIMITED,
              what + " was not placed, there were too many requests: " + said + "; ask again later",
              RetryHint.at(answer, now));
      // Whoever asks for keys has not let the request in.
      case 401 -> rejected(answer, what, said);
      // Statuses Alpaca gives when it has read the request and will not do it, in words of its own.
      // A page with the same status comes from somebody on the way, and says nothing of the order.
      case 400, 403, 404, 405, 410, 413, 415, 422 ->
          message(answer).isBlank() ? unknown(what, said) : rejected(answer, what, said);
      // A 5xx, a 408, a redirect or a stranger's status does not say what became of the request.
      default -> unknown(what, said);
    };
  }

  private static Submission rejected(HttpAnswer answer, String what, String said) {
    return new Submission.Rejected(
        refusal(answer), what + " was refused: " + said, Optional.empty());
  }

  private static Submission unknown(String what, String said) {
    return new Submission.Unknown(
        what + " may or may not have been placed: " + said + "; ask for its client order id");
  }

  /** Whether the client order id is taken: the first order with it has arrived. */
  static boolean isDuplicate(HttpAnswer answer) {
    return (answer.status() == 422 || answer.status() == 400)
        && message(answer).contains("client_order_id must be unique");
  }

  /** Whether the keys were refused: wrong, revoked, or of the other environment. */
  static boolean refusesCredentials(HttpAnswer answer) {
    if (answer.status() != 403) {
      return answer.status() == 401;
    }
    String message = message(answer);
    return message.startsWith("forbidden") || message.contains("access key verification failed");
  }

  /**
   * Whether Alpaca itself says that it has no such thing. A 404 from anything else on the way, such
   * as a proxy's page, says nothing about orders.
   */
  static boolean saysNotFound(HttpAnswer answer) {
    if (answer.status() != 404) {
      return false;
    }
    JsonNode body = body(answer);
    return body.path("code").asInt() == 40410000 || message(answer).contains("not found for");
  }

  /** The status, code and message for people; the first line of the body if it is not JSON. */
  static String describe(HttpAnswer answer) {
    JsonNode body = body(answer);
    StringBuilder text = new StringBuilder("HTTP ").append(answer.status());
    if (body.has("code")) {
      text.append(", code ").append(body.path("code").asText());
    }
    String detail = body.has("message") ? body.path("message").asText() : answer.body();
    detail = detail.strip().replaceAll("\\s+", " ");
    if (!detail.isEmpty()) {
      text.append(": ").append(detail, 0, Math.min(detail.length(), MAXIMUM_MESSAGE));
    }
    return text.toString();
  }

  private static Refusal refusal(HttpAnswer answer) {
    if (refusesCredentials(answer)) {
      return Refusal.UNAUTHORIZED;
    }
    JsonNode body = body(answer);
    String message = message(answer);
    if (message.contains("insufficient buying power")) {
      return Refusal.INSUFFICIENT_BUYING_POWER;
    }
    if (message.contains("insufficient qty available")) {
      return nothingHeld(body) ? Refusal.OTHER : Refusal.QUANTITY_HELD;
    }
    if (message.contains("wash trade")) {
      return Refusal.WASH_TRADE;
    }
    if (message.contains("sub-penny")) {
      return Refusal.PRICE_STEP;
    }
    if (message.contains("rejected by user request") || isAboutBlockedAccount(message)) {
      return Refusal.ACCOUNT_BLOCKED;
    }
    return Refusal.OTHER;
  }

  /** Selling more than there is gets the message of held shares, with none held. */
  private static boolean nothingHeld(JsonNode body) {
    String held = body.path("held_for_orders").asText("");
    try {
      return !held.isEmpty() && new BigDecimal(held).signum() == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isAboutBlockedAccount(String message) {
    return message.contains("account")
        && (message.contains("blocked")
            || message.contains("restricted")
            || message.contains("suspended"));
  }

  private static String message(HttpAnswer answer) {
    return body(answer).path("message").asText("").toLowerCase(Locale.ROOT);
  }

  private static JsonNode body(HttpAnswer answer) {
    try {
      JsonNode body = MAPPER.readTree(answer.body());
      return body.isObject() ? body : JsonNodeFactory.instance.objectNode();
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
