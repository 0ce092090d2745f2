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
 * credentials from the environment, and time limits that end with the invocation.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder()
          .connectionTimeout(CONNECT)
          .socketTimeout(CallLimits.ATTEMPT)
          .build();

  public DynamoDbClient dynamo() {
    return configured(DynamoDbClient.builder(), http).build();
  }

  public SqsClient sqs() {
    return configured(SqsClient.builder(), http).build();
  }

  public SnsClient sns() {
    return configured(SnsClient.builder(), http).build();
  }

  public EventBridgeClient eventBridge() {
    return configured(EventBridgeClient.builder(), http).build();
  }

  public SecretsManagerClient secretsManager() {
    return configured(SecretsManagerClient.builder(), http).build();
  }

  /** Closes the HTTP client that all clients share. */
  @Override
  public void close() {
    http.close();
  }

  static <B extends AwsSyncClientBuilder<B, ?> & SdkClientBuilder<B, ?>> B configured(
      B builder, SdkHttpClient http) {
    return builder
        .httpClient(http)
        .overrideConfiguration(
            limits ->
                limits
                    .apiCallAttemptTimeout(CallLimits.ATTEMPT)
                    .apiCallTimeout(CallLimits.CALL)
                    .addExecutionInterceptor(new CallLimits()));
  }
}
