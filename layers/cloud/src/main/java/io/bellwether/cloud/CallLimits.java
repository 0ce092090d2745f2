package io.bellwether.cloud;

import io.bellwether.cloud.lambda.InvocationDeadline;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Ends each call to AWS, its repeats included, with the invocation that makes it: a call that
 * outlived the invocation would be cut off without anyone learning how it ended.
 */
final class CallLimits implements ExecutionInterceptor {
  /** The most one attempt may take. */
  static final Duration ATTEMPT = Duration.ofSeconds(5);

  /** The most a call may take with its repeats. */
  static final Duration CALL = Duration.ofSeconds(12);

  /**
   * What a call gets even after the deadline, which leaves a margin: to write down how it ended.
   */
  private static final Duration LAST = Duration.ofMillis(250);

  @Override
  public SdkRequest modifyRequest(
      Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
    return InvocationDeadline.current()
        .<SdkRequest>map(deadline -> bounded((AwsRequest) context.request(), deadline))
        .orElseGet(context::request);
  }

  private static AwsRequest bounded(AwsRequest request, Deadline deadline) {
    Duration call = later(deadline.atMost(CALL), LAST);
    Duration attempt = call.compareTo(ATTEMPT) < 0 ? call : ATTEMPT;
    AwsRequestOverrideConfiguration limits =
        request
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder)
            .apiCallTimeout(call)
            .apiCallAttemptTimeout(attempt)
            .build();
    return request.toBuilder().overrideConfiguration(limits).build();
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
