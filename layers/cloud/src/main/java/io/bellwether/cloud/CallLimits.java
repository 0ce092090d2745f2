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
 *
 * @param attempt the most one attempt may take
 * @param call the most a call may take with its repeats
 */
record CallLimits(Duration attempt, Duration call) implements ExecutionInterceptor {
  /** Of what stands between a signal and its order. */
  static final CallLimits TRADING = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(12));

  /** Of texts, which nothing waits for but an analysis of minutes. */
  static final CallLimits TEXTS = new CallLimits(Duration.ofSeconds(20), Duration.ofSeconds(60));

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

  private AwsRequest bounded(AwsRequest request, Deadline deadline) {
    Duration left = later(deadline.atMost(call), LAST);
    AwsRequestOverrideConfiguration limits =
        request
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder)
            .apiCallTimeout(left)
            .apiCallAttemptTimeout(left.compareTo(attempt) < 0 ? left : attempt)
            .build();
    return request.toBuilder().overrideConfiguration(limits).build();
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
