package io.bellwether.infrastructure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** What a person has to look into. An alarm costs money and, worse, attention: there are few. */
final class Alarms extends Construct {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  /** A try and both retries of one event fall into it. */
  private static final Duration RETRIES = Duration.minutes(15);

  private static final int TRIES = 3;

  /**
   * The heartbeat comes daily at New York's 16:30, which in autumn is once 25 hours after the last;
   * with what a retry may take, silence is proven after 27.
   */
  private static final int HOURS_WITHOUT_HEARTBEAT = 27;

  private static final int PERCENT_OF_LIMIT = 80;
  private static final Duration LONGEST_WAIT = Duration.minutes(5);

  private final Names names;
  private final SnsAction tell;
  private final List<Alarm> all = new ArrayList<>();

  Alarms(Construct scope, Deployment deployment, Messaging messaging, Functions functions) {
    super(scope, "Alarms");
    this.names = deployment.names();
    this.tell = new SnsAction(messaging.alarms());
    for (FunctionSpec function : FunctionSpec.values()) {
      errors(function, functions);
    }
    deadLetters(messaging);
    waitingSignals(messaging);
    missedTicks();
    heartbeat();
    unexplainedPositions();
    durations(functions);
  }

  /** In the order they were made. */
  List<Alarm> all() {
    return List.copyOf(all);
  }

  /** A failure that a retry mends wakes nobody. No data: nothing was invoked. */
  private void errors(FunctionSpec function, Functions functions) {
    MetricOptions options = MetricOptions.builder().statistic("Sum").period(RETRIES).build();
    alarm(
        function.label() + "-errors",
        ("%s failed %d times in 15 minutes, so retries do not help. Positions and stops at the"
                + " broker stand. Read: aws logs tail %s --since 1h")
            .formatted(names.function(function), TRIES, names.logGroup(function)),
        functions.function(function).metricErrors(options),
        TRIES);
  }

  /**
   * SQS reports no data of a queue that is empty and unused for hours. An alarm that is on tells of
   * nothing new, and one letter may lie for days: what concerns orders has an alarm of its own.
   */
  private void deadLetters(Messaging messaging) {
    MetricOptions options =
        MetricOptions.builder().statistic("Maximum").period(FIVE_MINUTES).build();
    alarm(
        "signals-dead",
        ("A signal was given up: %s holds it, with the reason. Its entry or exit was not placed;"
                + " look at the position now. Mend the cause, then redrive or delete it; this alarm"
                + " stays until the queue is empty. Late signals cannot buy.")
            .formatted(names.signalDeadLetters()),
        messaging.signalDeadLetters().metricApproximateNumberOfMessagesVisible(options),
        1);
    Map<String, IMetric> metrics = new LinkedHashMap<>();
    for (Queue queue : messaging.otherDeadLetters()) {
      metrics.put(
          "queue" + metrics.size(), queue.metricApproximateNumberOfMessagesVisible(options));
    }
    alarm(
        "dead-letters",
        ("An invocation was given up: a queue of %s-*-dead holds it with the reason. Mend the"
                + " cause, then redrive or delete it; this alarm stays until the queues are empty,"
                + " and tells of no other letter meanwhile.")
            .formatted(names.stack()),
        MathExpression.Builder.create()
            .expression("SUM(METRICS())")
            .label("messages in dead-letter queues")
            .usingMetrics(metrics)
            .period(FIVE_MINUTES)
            .build(),
        1);
  }

  private void waitingSignals(Messaging messaging) {
    alarm(
        "signals-waiting",
        ("A signal has waited five minutes for execution: orders are not being placed. See the"
                + " errors and throttles of %s, and its event source.")
            .formatted(names.function(FunctionSpec.EXECUTION)),
        messaging
            .signals()
            .metricApproximateAgeOfOldestMessage(
                MetricOptions.builder().statistic("Maximum").period(FIVE_MINUTES).build()),
        LONGEST_WAIT.toSeconds());
  }

  /** Written when there is one, and as 0 once a day. */
  private void missedTicks() {
    alarm(
        "missed-ticks",
        ("A strategy was not asked when it was due: nothing was decided then, positions and stops"
                + " stand. See the schedules, %s and its dead letters.")
            .formatted(names.function(FunctionSpec.SIGNALS)),
        StageMetric.MISSED_TICKS.in(names, "Sum", FIVE_MINUTES),
        1);
  }

  /**
   * The sign of life is a 0: follow-ups write what they find missing too, but never that it is
   * nothing. Hours without any value are made a 1, because left to itself CloudWatch looks further
   * back than the hours of the alarm and takes what it finds there before it calls any missing.
   * Where there never was a value there is none to fill: that is missing, and breaches.
   */
  private void heartbeat() {
    Duration hour = Duration.hours(1);
    add(
        Alarm.Builder.create(this, "heartbeat")
            .alarmName(names.stack() + "-heartbeat")
            .alarmDescription(
                ("No daily summary after the close succeeded for over a day: schedules or execution"
                        + " are dead, and missed ticks would not be noticed either. See the"
                        + " schedules, the log of %s and the dead letters. Right after the first"
                        + " deployment: the alarm ends with the first summary.")
                    .formatted(names.function(FunctionSpec.EXECUTION)))
            .metric(
                MathExpression.Builder.create()
                    .expression("FILL(fewest,1)")
                    .label("0: a daily summary found no tick missing")
                    .usingMetrics(
                        Map.of("fewest", StageMetric.MISSED_TICKS.in(names, "Minimum", hour)))
                    .period(hour)
                    .build())
            .threshold(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .evaluationPeriods(HOURS_WITHOUT_HEARTBEAT)
            .datapointsToAlarm(HOURS_WITHOUT_HEARTBEAT)
            .treatMissingData(TreatMissingData.BREACHING)
            .build());
  }

  /** Over night nothing is written; if it is still there in the morning, the alarm comes again. */
  private void unexplainedPositions() {
    alarm(
        "unexplained-position",
        "The broker holds what the ledger cannot explain: nothing new is bought in that symbol."
            + " Compare the broker's orders with the ledger, see docs/guide/operations.md.",
        StageMetric.UNEXPLAINED_POSITIONS.in(names, "Maximum", FIVE_MINUTES),
        1);
  }

  private void durations(Functions functions) {
    MetricOptions options =
        MetricOptions.builder().statistic("Maximum").period(FIVE_MINUTES).build();
    Map<String, IMetric> metrics = new LinkedHashMap<>();
    List<String> shares = new ArrayList<>();
    for (FunctionSpec function : FunctionSpec.values()) {
      metrics.put(function.label(), functions.function(function).metricDuration(options));
      shares.add(function.label() + "/" + function.timeout().toMillis());
    }
    alarm(
        "duration",
        ("A function took over %d %% of its time limit; beyond it Lambda kills it and the retry"
                + " takes up its work. A feed or the broker is slow: see the durations on the"
                + " dashboard.")
            .formatted(PERCENT_OF_LIMIT),
        MathExpression.Builder.create()
            .expression("100*MAX([" + String.join(",", shares) + "])")
            .label("per cent of the time limit")
            .usingMetrics(metrics)
            .period(FIVE_MINUTES)
            .build(),
        PERCENT_OF_LIMIT);
  }

  /** Goes off when one period reaches the threshold; no data means that nothing happened. */
  private void alarm(String name, String description, IMetric metric, Number threshold) {
    add(
        Alarm.Builder.create(this, name)
            .alarmName(names.stack() + "-" + name)
            .alarmDescription(description)
            .metric(metric)
            .threshold(threshold)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .evaluationPeriods(1)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  private void add(Alarm alarm) {
    alarm.addAlarmAction(tell);
    all.add(alarm);
  }
}
