package io.bellwether.workbench.cloud.stage;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where a stage is: the names of its resources, which the deployment fixes, in the account and
 * region that the AWS CLI would use.
 *
 * @param stage {@code dev}, {@code staging} or {@code prod}
 * @param region in place of the one configured
 * @param lambda in place of Lambda
 * @param sqs in place of SQS
 */
public record StageAccess(
    String stage, Optional<String> region, Optional<URI> lambda, Optional<URI> sqs) {
  /** The stages there may be. */
  public static final List<String> STAGES = List.of("dev", "staging", "prod");

  /** What the slowest function may take, which is ten minutes of analysis, and then some. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(620);

  public StageAccess {
    if (!STAGES.contains(stage)) {
      throw new IllegalArgumentException("there is no stage '" + stage + "'; there are " + STAGES);
    }
  }

  /** The stack, and the prefix of everything in it. */
  public String stack() {
    return "bellwether-" + stage;
  }

  /** The deployed name of a function. */
  public String function(String name) {
    return stack() + "-" + name;
  }

  /**
   * A client of Lambda that asks once: a function that has not answered may have done its work, and
   * whether it is to do it again is the caller's to say.
   */
  LambdaClient lambdaClient() {
    return located(LambdaClient.builder(), lambda)
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_ANSWER))
        .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  SqsClient sqsClient() {
    return located(SqsClient.builder(), sqs)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private <B extends AwsClientBuilder<B, ?>> B located(B builder, Optional<URI> endpoint) {
    region.map(Region::of).ifPresent(builder::region);
    endpoint.ifPresent(builder::endpointOverride);
    return builder;
  }
}
