package io.bellwether.cloud;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Answers every call to AWS at once and sends nothing: there is no such item, the message has been
 * taken, and every secret is {@value #SECRET}. For rehearsals.
 */
final class NowhereHttp implements SdkHttpClient {
  private static final String SECRET = "rehearsal";

  private static final String TAKEN =
      """
      <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
        <PublishResult><MessageId>none</MessageId></PublishResult>
      </PublishResponse>
      """;

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
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

  private static String answer(HttpExecuteRequest request) {
    String operation = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    if (operation.isEmpty()) {
      return TAKEN;
    }
    return operation.endsWith(".GetSecretValue") ? secrets() : "{}";
  }

  private static String secrets() {
    return Arrays.stream(SecretKey.values())
        .map(key -> "\\\"" + key.jsonName() + "\\\":\\\"" + SECRET + "\\\"")
        .collect(Collectors.joining(",", "{\"SecretString\":\"{", "}\"}"));
  }
}
