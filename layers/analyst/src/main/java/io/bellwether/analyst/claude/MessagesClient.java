package io.bellwether.analyst.claude;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.LogLevel;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One question to the Messages API through the official SDK, once: the SDK's own retries wait as
 * long as a server says. The answer is taken as it came, so that what cannot be read is not lost.
 */
final class MessagesClient {
  /** An answer has a few kilobytes. What is longer is not read on. */
  private static final int MOST_BYTES = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ClaudeSettings settings;

  MessagesClient(ClaudeSettings settings) {
    this.settings = settings;
  }

  /** What became of one attempt. */
  sealed interface Reply {
    /**
     * The server answered, with whatever status.
     *
     * @param answer no part of the key is in its body
     * @param whole whether all of the body was read
     */
    record Answered(HttpAnswer answer, boolean whole) implements Reply {}

    /** No answer was read; whether the question was, is not known. */
    record Lost(Exception why) implements Reply {}
  }

  /** Asks, within {@code timeout} from connecting to the last byte. */
  Reply ask(Prompt prompt, ApiKey key, Duration timeout) {
    // A client for each attempt: no attempt meets a connection that has gone stale, which OkHttp
    // would repeat it for by itself.
    AnthropicClient client =
        AnthropicOkHttpClient.builder()
            .apiKey(key.id())
            .baseUrl(settings.baseUrl().toString())
            .maxRetries(0)
            .timeout(timeout)
            .logLevel(LogLevel.OFF)
            .build();
    try (HttpResponseFor<Message> response =
        client.messages().withRawResponse().create(params(prompt))) {
      byte[] bytes;
      try (InputStream body = response.body()) {
        bytes = body.readNBytes(MOST_BYTES + 1);
      }
      boolean whole = bytes.length <= MOST_BYTES;
      String text =
          new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), StandardCharsets.UTF_8);
      return new Reply.Answered(
          new HttpAnswer(response.statusCode(), headers(response.headers()), key.maskedIn(text)),
          whole);
    } catch (AnthropicServiceException e) {
      String body =
          Optional.ofNullable(e.body().convert(JsonNode.class)).map(JsonNode::toString).orElse("");
      return new Reply.Answered(
          new HttpAnswer(e.statusCode(), headers(e.headers()), key.maskedIn(body)), true);
    } catch (AnthropicException | IOException e) {
      return new Reply.Lost(e);
    } finally {
      client.close();
    }
  }

  /** More tokens than the question can have: each stands for a byte at least. */
  long mostInputTokens(Prompt prompt) {
    int texts =
        prompt.system().getBytes(StandardCharsets.UTF_8).length
            + prompt.user().getBytes(StandardCharsets.UTF_8).length
            + prompt.schema().getBytes(StandardCharsets.UTF_8).length;
    // The provider's own words around a question, for the schema above all.
    return texts + 2_000L;
  }

  private MessageCreateParams params(Prompt prompt) {
    return MessageCreateParams.builder()
        .model(settings.model())
        .maxTokens(settings.maxTokens())
        .system(prompt.system())
        .addUserMessage(prompt.user())
        .outputConfig(
            OutputConfig.builder()
                .format(JsonOutputFormat.builder().schema(schema(prompt)).build())
                .build())
        .build();
  }

  /** The schema as it is: the SDK's own generator, and what that needs, is not used. */
  private static JsonOutputFormat.Schema schema(Prompt prompt) {
    JsonNode schema;
    try {
      schema = JSON.readTree(prompt.schema());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer's schema is no JSON", e);
    }
    JsonOutputFormat.Schema.Builder builder = JsonOutputFormat.Schema.builder();
    schema
        .properties()
        .forEach(
            entry ->
                builder.putAdditionalProperty(
                    entry.getKey(), JsonValue.fromJsonNode(entry.getValue())));
    return builder.build();
  }

  private static Map<String, List<String>> headers(Headers headers) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.names().forEach(name -> all.put(name, headers.values(name)));
    return all;
  }
}
