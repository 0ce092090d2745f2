package io.bellwether.infrastructure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.ContextAttribute;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleGroup;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.constructs.Construct;

/**
 * When what happens, in New York's time, whatever it is in UTC. Each payload carries the time it
 * was due, so that a late one is known as late.
 */
final class Schedules extends Construct {
  private static final TimeZone NEW_YORK = TimeZone.AMERICA_NEW_YORK;
  private static final int RETRIES = 3;

  /** A tick that could not be delivered for this long decides on another bar by then. */
  private static final Duration TICK_AGE = Duration.minutes(10);

  /** The next follow-up is a minute away. */
  private static final Duration FOLLOW_UP_AGE = Duration.minutes(1);

  /** A late summary is still one. */
  private static final Duration SUMMARY_AGE = Duration.minutes(30);

  /** An analysis an hour late is as good; the next schedule does it too. */
  private static final Duration ANALYSIS_AGE = Duration.hours(1);

  private final Names names;
  private final Messaging messaging;
  private final Functions functions;
  private final ScheduleGroup group;
  private final IRole role;

  Schedules(
      Construct scope,
      Deployment deployment,
      List<PackagedStrategy> catalogue,
      Messaging messaging,
      Functions functions) {
    super(scope, "Schedules");
    this.names = deployment.names();
    this.messaging = messaging;
    this.functions = functions;
    this.group =
        ScheduleGroup.Builder.create(this, "Group")
            .scheduleGroupName(names.stack())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    this.role = role();
    for (PackagedStrategy strategy : catalogue) {
      ticks(strategy, deployment.runs(strategy));
    }
    followUp();
    summaries();
    analyses();
  }

  /** A strategy that runs on no account has its schedules too, switched off. */
  private void ticks(PackagedStrategy strategy, boolean enabled) {
    for (Cadence cadence : Cadence.of(strategy)) {
      schedule(
          strategy.name() + "-" + cadence.name(),
          cadence.cron(),
          "A tick of " + strategy.name(),
          target(FunctionSpec.SIGNALS, payload("strategy", strategy.name()), TICK_AGE),
          enabled);
    }
  }

  /**
   * Every minute from 09:00, when orders of daily signals go out, to 16:59, after the last missed
   * tick could be told of. A fixed schedule cannot know whether something is under way, and an idle
   * follow-up costs next to nothing: some 10,000 a month.
   */
  private void followUp() {
    schedule(
        "follow-up",
        "cron(* 9-16 ? * MON-FRI *)",
        "Continues open plans, settles orders, keeps stops in step, watches for missed ticks",
        target(FunctionSpec.EXECUTION, payload("action", "follow-up"), FOLLOW_UP_AGE),
        true);
  }

  /**
   * At 16:30 each day of the week: on days without a session it tells nobody anything, and is the
   * heartbeat that an alarm listens for. Twice again in the evening, in case the broker or the
   * function was down: a day that is closed is not closed again. At 13:30 for the days that close
   * at 13:00.
   */
  private void summaries() {
    schedule(
        "daily-summary",
        "cron(30 16 ? * * *)",
        "Closes the day and tells of it; each day's heartbeat",
        target(FunctionSpec.EXECUTION, payload("action", "daily-summary"), SUMMARY_AGE),
        true);
    schedule(
        "daily-summary-again",
        "cron(30 17,20 ? * MON-FRI *)",
        "Closes a day that could not be closed at 16:30; else it does nothing",
        target(FunctionSpec.EXECUTION, payload("action", "daily-summary"), SUMMARY_AGE),
        true);
    schedule(
        "daily-summary-early-close",
        "cron(30 13 ? * MON-FRI *)",
        "Closes a day that ended at 13:00; before the close it does nothing",
        target(FunctionSpec.EXECUTION, payload("action", "daily-summary"), SUMMARY_AGE),
        true);
  }

  /**
   * After the day was closed at 16:30, and an hour later again, for bars that were not final yet or
   * an analyst that gave no answer: what is done is not done again, and what cannot be studied then
   * is told. Drift is looked for twice for the same reason: no other day's run examines the day. On
   * days that close at 13:00 at the same times; on days without a session there is nothing new to
   * study. The digest comes when there is time to read it.
   */
  private void analyses() {
    schedule(
        "analysis",
        "cron(45 16 ? * MON-FRI *)",
        "Studies each strategy after the close, and what may be changed",
        target(FunctionSpec.ANALYSIS, payload("action", "analyze"), ANALYSIS_AGE),
        true);
    schedule(
        "analysis-again",
        "cron(45 17 ? * MON-FRI *)",
        "Studies what could not be studied at 16:45, and tells people what it cannot either",
        target(FunctionSpec.ANALYSIS, lastOf(payload("action", "analyze")), ANALYSIS_AGE),
        true);
    schedule(
        "drift",
        "cron(15 18 ? * MON-FRI *)",
        "Holds the day's decisions against those of the backtest",
        target(FunctionSpec.ANALYSIS, payload("action", "drift"), ANALYSIS_AGE),
        true);
    schedule(
        "drift-again",
        "cron(15 20 ? * MON-FRI *)",
        "Examines a day that could not be examined at 18:15; else it does nothing",
        target(FunctionSpec.ANALYSIS, payload("action", "drift"), ANALYSIS_AGE),
        true);
    schedule(
        "digest",
        "cron(0 9 ? * SAT *)",
        "Tells of the week",
        target(FunctionSpec.ANALYSIS, payload("action", "digest"), ANALYSIS_AGE),
        true);
  }

  /** What the function is asked, with the time it was due; in this order, which Map.of has not. */
  private static Map<String, Object> payload(String key, String value) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put(key, value);
    payload.put("scheduledTime", ContextAttribute.getScheduledTime());
    return payload;
  }

  /** The same, with the word that no run of the session comes after it. */
  private static Map<String, Object> lastOf(Map<String, Object> payload) {
    payload.put("last", true);
    return payload;
  }

  private LambdaInvoke target(FunctionSpec spec, Map<String, Object> payload, Duration age) {
    return LambdaInvoke.Builder.create(functions.target(spec))
        .input(ScheduleTargetInput.fromObject(payload))
        .maxEventAge(age)
        .retryAttempts(RETRIES)
        .deadLetterQueue(messaging.scheduleDeadLetters())
        .role(role)
        .build();
  }

  private void schedule(
      String name, String cron, String description, LambdaInvoke target, boolean enabled) {
    Schedule.Builder.create(this, name)
        .scheduleName(names.stack() + "-" + name)
        .scheduleGroup(group)
        .schedule(ScheduleExpression.expression(cron, NEW_YORK))
        .timeWindow(TimeWindow.off())
        .description(description)
        .target(target)
        .enabled(enabled)
        .build();
  }

  private IRole role() {
    List<String> invoked =
        List.of(
            functions.target(FunctionSpec.SIGNALS).getFunctionArn(),
            functions.target(FunctionSpec.EXECUTION).getFunctionArn(),
            functions.target(FunctionSpec.ANALYSIS).getFunctionArn());
    return Role.Builder.create(this, "Role")
        .description("What the schedules of " + names.stack() + " may do, and nothing else")
        .assumedBy(schedulerOfThisAccount())
        .inlinePolicies(
            Map.of(
                "does",
                PolicyDocument.Builder.create()
                    .statements(
                        List.of(
                            allow("lambda:InvokeFunction", invoked),
                            allow(
                                "sqs:SendMessage",
                                List.of(messaging.scheduleDeadLetters().getQueueArn()))))
                    .build()))
        .build()
        .withoutPolicyUpdates();
  }

  /** Scheduler works for everybody; only schedules of this account may take the role. */
  private ServicePrincipal schedulerOfThisAccount() {
    return ServicePrincipal.Builder.create("scheduler.amazonaws.com")
        .conditions(
            Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
        .build();
  }

  private static PolicyStatement allow(String action, List<String> resources) {
    return PolicyStatement.Builder.create().actions(List.of(action)).resources(resources).build();
  }
}
