package io.bellwether.cloud;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients as the functions use them: one small HTTP client for all, region and
 * credentials from the environment, and time limits well inside a function's own.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(12);

  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT).build();

  public DynamoDbClient dynamo() {
    return configured(DynamoDbClient.builder()).build();
  }

  public SqsClient sqs() {
    return configured(SqsClient.builder()).build();
  }

  public SnsClient sns() {
    return configured(SnsClient.builder()).build();
  }

  public EventBridgeClient eventBridge() {
    return configured(EventBridgeClient.builder()).build();
  }

  public SecretsManagerClient secretsManager() {
    return configured(SecretsManagerClient.builder()).build();
  }

  /** Closes the HTTP client that all clients share. */
  @Override
  public void close() {
    http.close();
  }

  private <B extends AwsSyncClientBuilder<B, ?> & SdkClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .httpClient(http)
        .overrideConfiguration(
            limits -> limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
  }
}
