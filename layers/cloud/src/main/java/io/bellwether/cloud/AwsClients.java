package io.bellwether.cloud;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients as the functions use them: one small HTTP client for all, region and
 * credentials from the environment, no profile files, and time limits that end with the invocation.
 * Each client is made when it is first asked for, since most invocations need only some of them.
 * Safe for use by several threads.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Lambda has none, and looking for them takes time at each start. */
  private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

  private final SdkHttpClient http;
  private final Optional<Region> region;
  private final AwsCredentialsProvider credentials;
  private @Nullable DynamoDbClient dynamo;
  private @Nullable SqsClient sqs;
  private @Nullable SnsClient sns;
  private @Nullable EventBridgeClient eventBridge;
  private @Nullable SecretsManagerClient secretsManager;
  private @Nullable S3Client s3;

  private AwsClients(
      SdkHttpClient http, Optional<Region> region, AwsCredentialsProvider credentials) {
    this.http = http;
    this.region = region;
    this.credentials = credentials;
  }

  /** Clients for the region and with the credentials that the environment names. */
  public AwsClients() {
    this(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(CallLimits.TRADING.attempt())
            .build(),
        Optional.ofNullable(System.getenv("AWS_REGION")).map(Region::of),
        credentials(System.getenv()));
  }

  /** Clients whose calls go nowhere, each answered at once with nothing. */
  public static AwsClients toNowhere() {
    return new AwsClients(
        new NowhereHttp(),
        Optional.of(Region.US_EAST_1),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")));
  }

  /**
   * Lambda puts the role's keys into the environment; of a function that is restored from a
   * snapshot, which must not hold any, it serves them on an address in there instead.
   */
  private static AwsCredentialsProvider credentials(Map<String, String> variables) {
    return variables.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")
        ? ContainerCredentialsProvider.create()
        : EnvironmentVariableCredentialsProvider.create();
  }

  public synchronized DynamoDbClient dynamo() {
    DynamoDbClient client = dynamo == null ? configured(DynamoDbClient.builder()).build() : dynamo;
    dynamo = client;
    return client;
  }

  public synchronized SqsClient sqs() {
    SqsClient client = sqs == null ? configured(SqsClient.builder()).build() : sqs;
    sqs = client;
    return client;
  }

  public synchronized SnsClient sns() {
    SnsClient client = sns == null ? configured(SnsClient.builder()).build() : sns;
    sns = client;
    return client;
  }

  public synchronized EventBridgeClient eventBridge() {
    EventBridgeClient client =
        eventBridge == null ? configured(EventBridgeClient.builder()).build() : eventBridge;
    eventBridge = client;
    return client;
  }

  public synchronized SecretsManagerClient secretsManager() {
    SecretsManagerClient client =
        secretsManager == null
            ? configured(SecretsManagerClient.builder()).build()
            : secretsManager;
    secretsManager = client;
    return client;
  }

  /** Only functions with the research layer have its classes. */
  public synchronized S3Client s3() {
    S3Client client = s3 == null ? Texts.client(this) : s3;
    s3 = client;
    return client;
  }

  /** Closes the HTTP client that all clients share. */
  @Override
  public void close() {
    http.close();
  }

  private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(B builder) {
    return configured(builder, CallLimits.TRADING);
  }

  private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(
      B builder, CallLimits bounds) {
    region.ifPresent(builder::region);
    return configured(builder.credentialsProvider(credentials), http, bounds);
  }

  static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(
      B builder, SdkHttpClient http, CallLimits bounds) {
    return builder
        .httpClient(http)
        .overrideConfiguration(
            limits ->
                limits
                    .defaultProfileFile(NO_PROFILES)
                    .apiCallAttemptTimeout(bounds.attempt())
                    .apiCallTimeout(bounds.call())
                    .addExecutionInterceptor(bounds));
  }

  /** Apart, because its classes are loaded with it: most functions do not have them. */
  static final class Texts {
    /** Texts are small: sent whole with one checksum, not in pieces with a signature each. */
    static final S3Configuration WHOLE =
        S3Configuration.builder().chunkedEncodingEnabled(false).build();

    private Texts() {}

    private static S3Client client(AwsClients clients) {
      return clients
          .configured(S3Client.builder(), CallLimits.TEXTS)
          .serviceConfiguration(WHOLE)
          .build();
    }
  }
}
