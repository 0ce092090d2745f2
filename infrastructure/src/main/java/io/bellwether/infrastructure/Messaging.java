package io.bellwether.infrastructure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.SmsSubscription;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Between the functions and to people: the signal queue, dead letters, the bus, the topics. */
final class Messaging extends Construct {
  /** As long as SQS keeps anything: time to look into it, redrive it or let it go. */
  private static final Duration DEAD_LETTER_RETENTION = Duration.days(14);

  /** Six times the time limit of the function that reads the queue, as AWS advises. */
  private static final Duration VISIBILITY =
      Duration.seconds(6 * FunctionSpec.EXECUTION.timeout().toSeconds());

  private static final int MAX_RECEIVE_COUNT = 5;

  private final Names names;
  private final Queue signalDeadLetters;
  private final Queue signals;
  private final Map<FunctionSpec, Queue> deadLetters = new EnumMap<>(FunctionSpec.class);
  private final Queue scheduleDeadLetters;
  private final EventBus bus;
  private final Topic alerts;
  private final Topic alarms;

  Messaging(Construct scope, Deployment deployment) {
    super(scope, "Messaging");
    this.names = deployment.names();
    this.signalDeadLetters =
        queue("SignalDeadLetters", names.signalDeadLetters())
            .fifo(true)
            .retentionPeriod(DEAD_LETTER_RETENTION)
            .build();
    this.signals = signalQueue();
    for (FunctionSpec function : FunctionSpec.values()) {
      deadLetters.put(
          function,
          deadLetterQueue(function.label() + "-dead-letters", names.deadLetters(function)));
    }
    this.scheduleDeadLetters = deadLetterQueue("ScheduleDeadLetters", names.scheduleDeadLetters());
    this.bus =
        EventBus.Builder.create(this, "Bus")
            .eventBusName(names.stack())
            .description("What people are told of; never orders")
            .build();
    this.alerts = topic("Alerts", names.alertsTopic());
    this.alarms = topic("Alarms", names.alarmsTopic());
    letCloudWatchPublish();
    subscribe(deployment);
  }

  /** From signals to execution, in order per account. */
  Queue signals() {
    return signals;
  }

  /** Signals that execution could not take over. */
  Queue signalDeadLetters() {
    return signalDeadLetters;
  }

  /** Invocations a function failed on for good. */
  Queue deadLetters(FunctionSpec function) {
    Queue queue = deadLetters.get(function);
    if (queue == null) {
      throw new IllegalArgumentException("no dead letters for " + function);
    }
    return queue;
  }

  /** What Scheduler could not deliver. */
  Queue scheduleDeadLetters() {
    return scheduleDeadLetters;
  }

  /** Every queue of dead letters. */
  List<Queue> allDeadLetters() {
    List<Queue> all = new ArrayList<>(otherDeadLetters());
    all.add(signalDeadLetters);
    return List.copyOf(all);
  }

  /** Every queue of dead letters but that of the signals. */
  List<Queue> otherDeadLetters() {
    List<Queue> others = new ArrayList<>(deadLetters.values());
    others.add(scheduleDeadLetters);
    return List.copyOf(others);
  }

  EventBus bus() {
    return bus;
  }

  Topic alerts() {
    return alerts;
  }

  Topic alarms() {
    return alarms;
  }

  private Queue.Builder queue(String id, String name) {
    return Queue.Builder.create(this, id)
        .queueName(name)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true);
  }

  private Queue signalQueue() {
    return queue("Signals", names.signalQueue())
        .fifo(true)
        .visibilityTimeout(VISIBILITY)
        .deadLetterQueue(
            DeadLetterQueue.builder()
                .queue(signalDeadLetters)
                .maxReceiveCount(MAX_RECEIVE_COUNT)
                .build())
        .build();
  }

  private Queue deadLetterQueue(String id, String name) {
    Queue queue = queue(id, name).retentionPeriod(DEAD_LETTER_RETENTION).build();
    Nag.explain(
        queue,
        "AwsSolutions-SQS3",
        "This queue holds dead letters itself; nothing reads it by machine, and an alarm says that"
            + " something is in it.");
    return queue;
  }

  private Topic topic(String id, String name) {
    return Topic.Builder.create(this, id).topicName(name).enforceSsl(true).build();
  }

  /**
   * A topic with a policy has lost the default one, which lets the account's alarms publish;
   * without this, alarms go off and nobody hears.
   */
  private void letCloudWatchPublish() {
    Stack stack = Stack.of(this);
    alarms.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsOfThisStage")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(alarms.getTopicArn()))
            .conditions(
                new TreeMap<>(
                    Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", stack.getAccount()),
                        "ArnLike",
                        Map.of("aws:SourceArn", alarmsOfThisStage(stack)))))
            .build());
  }

  private String alarmsOfThisStage(Stack stack) {
    return "arn:%s:cloudwatch:%s:%s:alarm:%s-*"
        .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), names.stack());
  }

  /** SMS is for what cannot wait, because each one costs. */
  private void subscribe(Deployment deployment) {
    deployment
        .email()
        .ifPresent(
            email -> {
              alerts.addSubscription(new EmailSubscription(email));
              alarms.addSubscription(new EmailSubscription(email));
            });
    deployment
        .phone()
        .ifPresent(
            phone ->
                alerts.addSubscription(
                    SmsSubscription.Builder.create(phone)
                        .filterPolicy(
                            Map.of(
                                "severity",
                                SubscriptionFilter.stringFilter(
                                    StringConditions.builder()
                                        .allowlist(List.of("critical"))
                                        .build())))
                        .build()));
  }
}
