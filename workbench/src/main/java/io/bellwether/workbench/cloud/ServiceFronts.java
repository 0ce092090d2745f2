package io.bellwether.workbench.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * SNS, EventBridge, Secrets Manager and S3 as other processes reach them: the operations of each
 * that the functions use, in AWS's protocols (query with XML for SNS, REST with XML for S3, which
 * is {@link BucketFront}'s part, JSON 1.1 for the others), on a free port of 127.0.0.1. Behind them
 * are the stand-ins of the embedded cloud.
 */
final class ServiceFronts implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/x-amz-json-1.1";
  private static final String XML_TYPE = "text/xml";

  private final SnsClient sns;
  private final EventBridgeClient eventBridge;
  private final SecretsManagerClient secrets;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ServiceFronts(
      SnsClient sns, EventBridgeClient eventBridge, SecretsManagerClient secrets) {
    this.sns = sns;
    this.eventBridge = eventBridge;
    this.secrets = secrets;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port on the loopback interface for AWS's services", e);
    }
  }

  static ServiceFronts start(
      SnsClient sns, EventBridgeClient eventBridge, SecretsManagerClient secrets, S3Client s3) {
    ServiceFronts fronts = new ServiceFronts(sns, eventBridge, secrets);
    fronts.server.createContext("/", fronts::handle);
    fronts.server.createContext("/" + LocalBucket.NAME + "/", new BucketFront(s3)::handle);
    fronts.server.setExecutor(fronts.threads);
    fronts.server.start();
    return fronts;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private record Reply(int status, String type, String body) {}

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      Reply reply = target == null ? query(form(body)) : json(target, JSON.readTree(body));
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Reply json(String target, JsonNode body) {
    try {
      return switch (target) {
        case "AWSEvents.PutEvents" -> new Reply(200, JSON_TYPE, putEvents(body).toString());
        case "secretsmanager.GetSecretValue" ->
            new Reply(200, JSON_TYPE, getSecretValue(body).toString());
        default -> refused(400, "UnknownOperationException", target + " is not served here");
      };
    } catch (AwsServiceException e) {
      return refused(400, e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
    }
  }

  private static Reply refused(int status, String type, String message) {
    ObjectNode error = JSON.createObjectNode().put("__type", type).put("message", message);
    return new Reply(status, JSON_TYPE, error.toString());
  }

  private ObjectNode putEvents(JsonNode body) {
    List<PutEventsRequestEntry> entries = new ArrayList<>();
    for (JsonNode entry : body.path("Entries")) {
      PutEventsRequestEntry.Builder builder =
          PutEventsRequestEntry.builder()
              .eventBusName(entry.path("EventBusName").asText())
              .source(entry.path("Source").asText())
              .detailType(entry.path("DetailType").asText())
              .detail(entry.path("Detail").asText());
      if (entry.has("Time")) {
        long millis = Math.round(entry.get("Time").asDouble() * 1000);
        builder.time(Instant.ofEpochMilli(millis));
      }
      entries.add(builder.build());
    }
    PutEventsResponse response = eventBridge.putEvents(request -> request.entries(entries));
    ObjectNode answer = JSON.createObjectNode();
    answer.put("FailedEntryCount", response.failedEntryCount());
    ArrayNode results = answer.putArray("Entries");
    response
        .entries()
        .forEach(
            result -> {
              ObjectNode node = results.addObject();
              if (result.errorCode() == null) {
                node.put("EventId", result.eventId());
              } else {
                node.put("ErrorCode", result.errorCode());
                node.put("ErrorMessage", result.errorMessage());
              }
            });
    return answer;
  }

  private ObjectNode getSecretValue(JsonNode body) {
    String id = body.path("SecretId").asText();
    GetSecretValueResponse secret = secrets.getSecretValue(request -> request.secretId(id));
    return JSON.createObjectNode()
        .put("Name", secret.name())
        .put("SecretString", secret.secretString());
  }

  private Reply query(Map<String, String> form) {
    if (!"Publish".equals(form.get("Action"))) {
      return new Reply(
          400,
          XML_TYPE,
          "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code>"
              + "<Message>only Publish is served here</Message></Error></ErrorResponse>");
    }
    String id =
        sns.publish(
                request ->
                    request
                        .topicArn(form.get("TopicArn"))
                        .subject(form.get("Subject"))
                        .message(form.get("Message"))
                        .messageStructure(form.get("MessageStructure"))
                        .messageAttributes(attributes(form)))
            .messageId();
    return new Reply(
        200,
        XML_TYPE,
        "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
            + "<MessageId>"
            + id
            + "</MessageId></PublishResult></PublishResponse>");
  }

  /** The query protocol numbers the attributes: {@code MessageAttributes.entry.1.Name}. */
  private static Map<String, MessageAttributeValue> attributes(Map<String, String> form) {
    Map<String, MessageAttributeValue> attributes = new TreeMap<>();
    for (int i = 1; ; i++) {
      String prefix = "MessageAttributes.entry." + i + ".";
      String name = form.get(prefix + "Name");
      if (name == null) {
        return attributes;
      }
      attributes.put(
          name,
          MessageAttributeValue.builder()
              .dataType(form.get(prefix + "Value.DataType"))
              .stringValue(form.get(prefix + "Value.StringValue"))
              .build());
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}
