package io.bellwether.infrastructure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * What each function may do: the actions its code uses, on the resources it uses them on. The CDK
 * adds nothing of its own to these roles.
 */
final class Permissions {
  /**
   * The calls of the ledger. TransactWriteItems has no action of its own: each part needs that of
   * its kind, and the ledger's parts are puts and deletes of pointers.
   */
  private static final List<String> LEDGER =
      List.of(
          "dynamodb:BatchGetItem",
          "dynamodb:DeleteItem",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query");

  /** Of the ledger's, what it takes to study it: what was said and decided is never deleted. */
  private static final List<String> STUDIES =
      List.of("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query");

  /** What it takes to write under a lease: a part of the transaction is a check of it. */
  private static final List<String> LEASES = List.of("dynamodb:ConditionCheckItem");

  /** Of the ledger's, what it takes to tell people once: one record at a time. */
  private static final List<String> ALERTS = List.of("dynamodb:GetItem", "dynamodb:PutItem");

  private static final List<String> TEXTS = List.of("s3:GetObject", "s3:PutObject");

  /** Nothing is listed; but who may not list is not told that what he asks for is not there. */
  private static final List<String> TOLD = List.of("s3:ListBucket");

  /** What Lambda's poller does in the function's name. */
  private static final List<String> POLLING =
      List.of(
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:ReceiveMessage");

  private static final List<String> SECRETS = List.of("secretsmanager:GetSecretValue");

  private final State state;
  private final Messaging messaging;

  Permissions(State state, Messaging messaging) {
    this.state = state;
    this.messaging = messaging;
  }

  /** The role of a function. */
  IRole role(Construct scope, FunctionSpec function, String name, LogGroup logs) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        allow(
            List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(logs.getLogGroupArn())));
    // Lambda delivers in the function's name what it failed on for good.
    statements.add(
        allow(List.of("sqs:SendMessage"), List.of(messaging.deadLetters(function).getQueueArn())));
    statements.addAll(
        switch (function) {
          case SIGNALS -> signals();
          case EXECUTION -> execution();
          case NOTIFICATIONS -> notifications();
          case ANALYSIS -> analysis();
        });
    Role role =
        Role.Builder.create(scope, "Role-" + function.label())
            .description("What " + name + " may do, and nothing else")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .inlinePolicies(
                Map.of("does", PolicyDocument.Builder.create().statements(statements).build()))
            .build();
    if (function == FunctionSpec.ANALYSIS) {
      Nag.explain(
          role,
          "AwsSolutions-IAM5",
          "The star stands for the names of texts below one prefix of one bucket, which is this"
              + " function's alone. No action is a pattern.");
    }
    return role.withoutPolicyUpdates();
  }

  private List<PolicyStatement> signals() {
    return List.of(
        ledger(LEDGER),
        sharedKeys(),
        events(),
        allow(List.of("sqs:SendMessage"), List.of(messaging.signals().getQueueArn())));
  }

  /** The outbox sends signals again; what can never be understood goes to the dead letters. */
  private List<PolicyStatement> execution() {
    return List.of(
        ledger(Stream.concat(LEASES.stream(), LEDGER.stream()).toList()),
        allKeys(),
        events(),
        allow(
            List.of("sqs:SendMessage"),
            List.of(
                messaging.signals().getQueueArn(), messaging.signalDeadLetters().getQueueArn())),
        allow(POLLING, List.of(messaging.signals().getQueueArn())));
  }

  /** It notes in the ledger what people were told, so that they are told once. */
  private List<PolicyStatement> notifications() {
    return List.of(
        ledger(ALERTS),
        sharedKeys(),
        allow(List.of("sns:Publish"), List.of(messaging.alerts().getTopicArn())));
  }

  /**
   * It reads and writes the ledger and tells people; it can send no signal, and has the keys of no
   * account that has its own. It also gets the default account's, which are in the shared secret.
   */
  private List<PolicyStatement> analysis() {
    return List.of(
        ledger(STUDIES),
        sharedKeys(),
        events(),
        allow(TEXTS, List.of(state.texts().arnForObjects("analysis/*"))),
        allow(TOLD, List.of(state.texts().getBucketArn())));
  }

  private PolicyStatement ledger(List<String> actions) {
    return allow(actions, List.of(state.table().getTableArn()));
  }

  private PolicyStatement events() {
    return allow(List.of("events:PutEvents"), List.of(messaging.bus().getEventBusArn()));
  }

  /** The secret with every key that no account has for itself. */
  private PolicyStatement sharedKeys() {
    return allow(SECRETS, List.of(arn(state.secret())));
  }

  /** Whoever has an account's own keys can trade on it: execution alone. */
  private PolicyStatement allKeys() {
    List<String> secrets = new ArrayList<>();
    secrets.add(arn(state.secret()));
    state.accountSecrets().forEach(secret -> secrets.add(arn(secret)));
    return allow(SECRETS, secrets);
  }

  /** Secrets Manager puts six characters behind a name; question marks stand for just those. */
  private static String arn(ISecret secret) {
    String full = secret.getSecretFullArn();
    return full == null ? secret.getSecretArn() + "-??????" : full;
  }

  private static PolicyStatement allow(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
  }
}
