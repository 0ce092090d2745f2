package io.bellwether.infrastructure;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.constructs.Construct;

/** What invokes functions besides schedules: signals call execution, events call notifications. */
final class Wiring extends Construct {
  /** The source of every event of this system. */
  private static final String SOURCE = "bellwether";

  /**
   * The cap on what signals may use of the account's concurrency, which may be as low as ten. Less
   * than two Lambda does not take; reserving some would take it from everything else.
   */
  private static final int MAX_CONCURRENCY = 2;

  private static final Duration EVENT_AGE = Duration.minutes(10);
  private static final int EVENT_RETRIES = 4;

  Wiring(Construct scope, Deployment deployment, Messaging messaging, Functions functions) {
    super(scope, "Wiring");
    functions
        .target(FunctionSpec.EXECUTION)
        .addEventSource(
            SqsEventSource.Builder.create(messaging.signals())
                // One signal, one time limit: a slow account does not use up another's.
                .batchSize(1)
                .reportBatchItemFailures(true)
                .maxConcurrency(MAX_CONCURRENCY)
                .build());
    Rule.Builder.create(this, "Tell")
        .ruleName(deployment.names().stack() + "-tell")
        .description("Every event goes to notifications, which knows what people are told of")
        .eventBus(messaging.bus())
        .eventPattern(EventPattern.builder().source(List.of(SOURCE)).build())
        .targets(
            List.of(
                LambdaFunction.Builder.create(functions.target(FunctionSpec.NOTIFICATIONS))
                    .maxEventAge(EVENT_AGE)
                    .retryAttempts(EVENT_RETRIES)
                    .deadLetterQueue(messaging.deadLetters(FunctionSpec.NOTIFICATIONS))
                    .build()))
        .build();
  }
}
