package io.bellwether.workbench.cloud;

import io.bellwether.cloud.DeadLetterQueue;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * ElasticMQ on a free port of 127.0.0.1, with the queue for signals and its queue for dead letters.
 */
final class LocalQueues implements AutoCloseable {
  private static final String SIGNALS = "signals.fifo";
  private static final String DEAD_LETTERS = "signals-dead.fifo";
  private static final String ACCOUNT = "000000000000";
  static final Region REGION = Region.US_EAST_1;

  /** Nobody checks them; the SDK signs with them all the same. */
  static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private final SQSRestServer server;
  private final URI endpoint;
  private final SqsClient client;
  private final String signalsUrl;
  private final String deadLettersUrl;

  private LocalQueues(
      SQSRestServer server,
      URI endpoint,
      SqsClient client,
      String signalsUrl,
      String deadLettersUrl) {
    this.server = server;
    this.endpoint = endpoint;
    this.client = client;
    this.signalsUrl = signalsUrl;
    this.deadLettersUrl = deadLettersUrl;
  }

  /**
   * Starts the server and makes the queues.
   *
   * @param visibility how long a received message is hidden; whole seconds
   */
  static LocalQueues start(Duration visibility) {
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion(REGION.id())
            .withAWSAccountId(ACCOUNT)
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    SqsClient client =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    String dead = create(client, DEAD_LETTERS, Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    String signals =
        create(
            client,
            SIGNALS,
            Map.of(
                QueueAttributeName.FIFO_QUEUE,
                "true",
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(visibility.toSeconds()),
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:%s:%s:%s\",\"maxReceiveCount\":%d}"
                    .formatted(
                        REGION.id(), ACCOUNT, DEAD_LETTERS, DeadLetterQueue.MAXIMUM_RECEIVES)));
    return new LocalQueues(server, endpoint, client, signals, dead);
  }

  URI endpoint() {
    return endpoint;
  }

  /** The URL of a standard queue, made if it is not there. */
  String standard(String name) {
    return create(client, name, Map.of());
  }

  SqsClient client() {
    return client;
  }

  String signalsUrl() {
    return signalsUrl;
  }

  String deadLettersUrl() {
    return deadLettersUrl;
  }

  @Override
  public void close() {
    client.close();
    server.stopAndWait();
  }

  private static String create(
      SqsClient client, String name, Map<QueueAttributeName, String> attributes) {
    return client.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
  }
}
