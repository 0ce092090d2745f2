package io.bellwether.trading.broker;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;

/**
 * What goes wrong with a request or its answer, on a {@link FaultyWire}.
 *
 * @param name for the name of the test
 * @param carriedOut whether the venue gets the request
 * @param outlasts whether the client has to give up waiting
 * @param answer what the client gets, made of the venue's answer; of an empty one if the venue
 *     never got the request
 */
public record WireFault(
    String name, boolean carriedOut, boolean outlasts, UnaryOperator<MockResponse> answer) {
  private static final int BEYOND_ANY_LIMIT = (4 << 20) + 1;
  private static final String HTML = "<html><body>Service</body></html>";

  /** The request never reaches the venue, and is answered with this. */
  public static WireFault instead(String name, MockResponse answer) {
    return new WireFault(name, false, false, ignored -> answer.clone());
  }

  /** The venue carries the request out, and its answer's body is changed on the way. */
  public static WireFault changed(String name, UnaryOperator<String> body) {
    return new WireFault(name, true, false, answer -> answer.setBody(body.apply(textOf(answer))));
  }

  /**
   * Trouble that leaves open what became of a request, each with the venue having carried it out
   * and not. The client learns of it by what arrives, so the request has arrived by then.
   */
  public static Stream<WireFault> unclear() {
    return Stream.of(statuses(), garbled(), broken())
        .flatMap(faults -> faults)
        .flatMap(fault -> Stream.of(fault.before(), fault.after()));
  }

  /**
   * Trouble that lasts until the client gives up. It does so by the clock, wherever its request is
   * by then: on a busy machine not even connected.
   */
  public static Stream<WireFault> endless() {
    return Stream.of(silence().before(), silence().after(), drops().after());
  }

  /** Answers that are unusual, and good. */
  public static Stream<WireFault> harmless() {
    return Stream.of(
        fault("in chunks", answer -> answer.setChunkedBody(textOf(answer), 7)),
        fault("slowly", answer -> answer.throttleBody(256, 20, MILLISECONDS)),
        fault("late", answer -> answer.setHeadersDelay(100, MILLISECONDS)),
        fault(
            "and the connection ends",
            answer -> answer.setSocketPolicy(SocketPolicy.DISCONNECT_AT_END)),
        fault(
            "with a word about the next one",
            answer ->
                answer.addHeader("X-RateLimit-Remaining", "0").addHeader("Retry-After", "0")));
  }

  /** Statuses that say nothing of what became of the request. */
  private static Stream<WireFault> statuses() {
    List<WireFault> faults = new ArrayList<>();
    for (int code :
        List.of(
            202, 206, 300, 304, 305, 407, 408, 409, 421, 425, 500, 501, 502, 503, 504, 520, 599)) {
      faults.add(status(code));
    }
    for (int code : List.of(408, 503)) {
      faults.add(
          fault(
              "%d, try now".formatted(code),
              ignored -> answer(code).setHeader("Retry-After", "0")));
    }
    for (int code : List.of(301, 302, 303, 307, 308)) {
      // A repetition would go to the same path, and be counted.
      faults.add(
          fault(
              "%d to itself".formatted(code),
              ignored -> answer(code).setHeader("Location", "?again")));
    }
    return faults.stream();
  }

  /** A success whose body is no answer. */
  private static Stream<WireFault> garbled() {
    return Stream.of(
        body("nothing", ""),
        body("blanks", " \n\t "),
        body("a page", HTML),
        body("an empty object", "{}"),
        body("null", "null"),
        body("a word", "\"ok\""),
        body("a number", "1"),
        body("the start of an object", "{\"id\":"),
        body("brackets without end", "[".repeat(100_000)),
        body("too much", "x".repeat(BEYOND_ANY_LIMIT)),
        fault(
            "no text",
            ignored -> answer(200).setBody(new Buffer().write(new byte[] {-1, -2, 0, 7}))),
        fault("no gzip", answer -> filled(answer).setHeader("Content-Encoding", "gzip")),
        fault("half of it", answer -> filled(answer).setBody(half(textOf(filled(answer))))),
        fault("it twice", answer -> filled(answer).setBody(textOf(filled(answer)).repeat(2))));
  }

  /** Connections that end, or are none. */
  private static Stream<WireFault> broken() {
    return Stream.of(
        fault("closed", answer -> answer.setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST)),
        fault(
            "closed in the answer",
            answer -> filled(answer).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY)),
        fault("no HTTP", ignored -> new MockResponse().setStatus("220 mail.example.org ESMTP")));
  }

  private static WireFault silence() {
    return lasting("silence", answer -> answer.setSocketPolicy(SocketPolicy.NO_RESPONSE));
  }

  /** Each byte well within what a client waits for one; only a limit on the whole call ends it. */
  private static WireFault drops() {
    return lasting("drop by drop", answer -> filled(answer).throttleBody(1, 20, MILLISECONDS));
  }

  private static WireFault status(int code) {
    return fault(Integer.toString(code), ignored -> answer(code));
  }

  private static WireFault body(String name, String body) {
    return fault(name, ignored -> answer(200).setBody(body));
  }

  private static WireFault fault(String name, UnaryOperator<MockResponse> answer) {
    return new WireFault(name, true, false, answer);
  }

  private static WireFault lasting(String name, UnaryOperator<MockResponse> answer) {
    return new WireFault(name, true, true, answer);
  }

  private WireFault before() {
    return new WireFault(name + ", not carried out", false, outlasts, answer);
  }

  private WireFault after() {
    return new WireFault(name + ", carried out", true, outlasts, answer);
  }

  private static MockResponse answer(int code) {
    return new MockResponse().setResponseCode(code);
  }

  /** The answer, or a page in its place: an answer without a body cannot lose half of it. */
  private static MockResponse filled(MockResponse answer) {
    return textOf(answer).isEmpty() ? answer(200).setBody(HTML) : answer;
  }

  private static String half(String text) {
    return text.substring(0, text.length() / 2);
  }

  private static String textOf(MockResponse answer) {
    Buffer body = answer.getBody();
    return body == null ? "" : body.readString(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
