package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Against ElasticMQ. */
class SqsSignalQueueTest {
  @SuppressWarnings("NullAway.Init")
  private static SQSRestServer server;

  @SuppressWarnings("NullAway.Init")
  private static SqsClient client;

  @BeforeAll
  static void start() {
    server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    int port = server.waitUntilStarted().localAddress().getPort();
    client =
        SqsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.stopAndWait();
  }

  @Test
  void aSignalIsQueuedOnceInItsAccountsGroup() {
    String url =
        client
            .createQueue(
                r ->
                    r.queueName("signals.fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
            .queueUrl();
    SqsSignalQueue queue = new SqsSignalQueue(client, url);
    queue.send("alpaca", "first");
    queue.send("alpaca", "first");
    queue.send("alpaca", "second");
    queue.send("bybit", "third");

    List<Message> messages =
        client
            .receiveMessage(
                r ->
                    r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    assertEquals(
        List.of(
            new SignalMessage("first", "alpaca"),
            new SignalMessage("second", "alpaca"),
            new SignalMessage("third", "bybit")),
        messages.stream().map(message -> SignalMessage.parse(message.body())).toList());
    assertEquals(
        List.of("alpaca", "alpaca", "bybit"),
        messages.stream()
            .map(m -> m.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
            .toList());
  }

  @Test
  void aQueueThatDoesNotAnswerIsAnError() {
    SqsSignalQueue nowhere =
        new SqsSignalQueue(client, "http://127.0.0.1/000000000000/missing.fifo");
    assertThrows(CloudException.class, () -> nowhere.send("alpaca", "first"));
  }

  @Test
  void aMessageThatIsNoneIsRefused() {
    for (String body : new String[] {"", "no JSON", "{}", "{\"signalId\":1,\"account\":\"a\"}"}) {
      assertThrows(IllegalArgumentException.class, () -> SignalMessage.parse(body), body);
    }
  }
}
