package io.bellwether.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Answers every call to AWS at once and sends nothing, for rehearsals: what is put into a table is
 * remembered and found again by its key, whatever conditions came with it; messages are taken; and
 * every secret is {@value #SECRET}. The SDK in front of it does all that it does for a real call.
 */
final class NowhereHttp implements SdkHttpClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SECRET = "rehearsal";

  private static final String TAKEN =
      """
      <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
        <PublishResult><MessageId>none</MessageId></PublishResult>
      </PublishResponse>
      """;

  private final Map<List<String>, JsonNode> items = new LinkedHashMap<>();

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        byte[] body = answer(request).getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(200).build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {
        // There is nothing under way.
      }
    };
  }

  @Override
  public void close() {
    // There is nothing to close.
  }

  private String answer(HttpExecuteRequest request) throws IOException {
    Optional<String> target = request.httpRequest().firstMatchingHeader("X-Amz-Target");
    if (target.isEmpty()) {
      return TAKEN;
    }
    JsonNode body = body(request);
    String operation = target.get().substring(target.get().indexOf('.') + 1);
    return switch (operation) {
      case "GetSecretValue" -> secrets();
      case "GetItem" -> found(body).toString();
      case "Query" -> queried(body).toString();
      case "PutItem" -> put(body.path("Item"));
      case "TransactWriteItems" -> {
        body.path("TransactItems").forEach(item -> put(item.path("Put").path("Item")));
        yield "{}";
      }
      default -> "{}";
    };
  }

  private static JsonNode body(HttpExecuteRequest request) throws IOException {
    Optional<ContentStreamProvider> content = request.contentStreamProvider();
    if (content.isEmpty()) {
      return JSON.createObjectNode();
    }
    try (InputStream stream = content.get().newStream()) {
      return JSON.readTree(stream);
    }
  }

  private String put(JsonNode item) {
    if (item.isObject()) {
      items.put(key(item), item);
    }
    return "{}";
  }

  private ObjectNode found(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    JsonNode item = items.get(key(request.path("Key")));
    if (item != null) {
      answer.set("Item", item);
    }
    return answer;
  }

  /** Every item of the partition that is asked for. */
  private ObjectNode queried(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode matching = answer.putArray("Items");
    List<String> values =
        request.path("ExpressionAttributeValues").findValuesAsText("S").stream().toList();
    items.forEach(
        (key, item) -> {
          if (values.contains(key.getFirst())) {
            matching.add(item);
          }
        });
    return answer;
  }

  private static List<String> key(JsonNode item) {
    return List.of(item.path("pk").path("S").asText(), item.path("sk").path("S").asText());
  }

  private static String secrets() throws JsonProcessingException {
    ObjectNode values = JSON.createObjectNode();
    for (SecretKey key : SecretKey.values()) {
      values.put(key.jsonName(), SECRET);
    }
    return JSON.writeValueAsString(Map.of("SecretString", values.toString()));
  }
}
