package io.bellwether.analyst.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * A server on this machine that speaks the Messages API and fails in its ways on demand. It takes a
 * key in either header that clients use.
 */
public final class MessagesServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOTHING = "{\"proposals\":[]}";

  private final MockWebServer server = new MockWebServer();
  private final List<JsonNode> questions = new CopyOnWriteArrayList<>();
  private final List<MockResponse> planned = new CopyOnWriteArrayList<>();
  private volatile String acceptedKey;
  private volatile MockResponse usual = answer(NOTHING);

  public MessagesServer(String acceptedKey) {
    this.acceptedKey = acceptedKey;
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return respond(request);
          }
        });
  }

  /** The address to hand to the client. */
  public URI url() {
    return URI.create(server.url("/").toString().replaceAll("/$", ""));
  }

  /** The questions received so far. */
  public List<JsonNode> questions() {
    return List.copyOf(questions);
  }

  /** Accepts this key and no other. */
  public void accept(String key) {
    acceptedKey = key;
  }

  /** Answers every question with this from now on. */
  public void always(MockResponse response) {
    usual = response;
  }

  /** Answers the next questions with these, one each, and then as before. */
  public void next(MockResponse... responses) {
    planned.addAll(List.of(responses));
  }

  /** A message that ends well, with this text and a usage of 1,000 and 200 tokens. */
  public static MockResponse answer(String text) {
    return message(text, "end_turn");
  }

  /** A message with this text that ends for this reason. */
  public static MockResponse message(String text, String stopReason) {
    ObjectNode message = envelope(stopReason);
    message.putArray("content").addObject().put("type", "text").put("text", text);
    return json(200, message.toString());
  }

  /** All of a message but its content. */
  public static ObjectNode envelope(String stopReason) {
    ObjectNode message =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", "msg_01")
            .put("type", "message")
            .put("role", "assistant")
            .put("model", "claude-test")
            .put("stop_reason", stopReason);
    message.putNull("stop_sequence");
    message.putArray("content");
    message.putObject("usage").put("input_tokens", 1000).put("output_tokens", 200);
    return message;
  }

  /** An error as the API tells it. */
  public static MockResponse error(int status, String type) {
    return json(
        status,
        "{\"type\":\"error\",\"error\":{\"type\":\""
            + type
            + "\",\"message\":\"so it is\"},\"request_id\":\"req_1\"}");
  }

  public static MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setBody(body);
  }

  private MockResponse respond(RecordedRequest request) {
    try {
      questions.add(JSON.readTree(request.getBody().readUtf8()));
    } catch (JsonProcessingException e) {
      return error(400, "invalid_request_error");
    }
    if (!String.valueOf(request.getPath()).equals("/v1/messages")) {
      return error(404, "not_found_error");
    }
    if (!planned.isEmpty()) {
      return planned.removeFirst();
    }
    return key(request).equals(acceptedKey) ? usual : error(401, "authentication_error");
  }

  private static String key(RecordedRequest request) {
    return Optional.ofNullable(request.getHeader("X-Api-Key"))
        .or(
            () ->
                Optional.ofNullable(request.getHeader("Authorization"))
                    .map(value -> value.replaceFirst("^Bearer ", "")))
        .orElse("");
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
  }
}
