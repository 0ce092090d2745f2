package io.bellwether.infrastructure.iam;

import io.bellwether.infrastructure.iam.CallGraph.Call;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The IAM actions behind calls of the AWS SDK's clients. */
public final class UsedActions {
  private static final Pattern CLIENT =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\.\\w*Client");

  /** The prefix of a service's actions, by the name of its package in the SDK. */
  private static final Map<String, String> PREFIXES =
      Map.of(
          "dynamodb", "dynamodb",
          "eventbridge", "events",
          "s3", "s3",
          "secretsmanager", "secretsmanager",
          "sns", "sns",
          "sqs", "sqs");

  /** Methods of clients that call nothing on AWS. */
  private static final Set<String> LOCAL =
      Set.of("builder", "close", "create", "serviceClientConfiguration", "serviceName");

  /** A transaction has no action of its own: each part needs that of the same write made alone. */
  private static final String TRANSACTION = "transactWriteItems";

  private static final String TRANSACTION_PART =
      "software.amazon.awssdk.services.dynamodb.model.TransactWriteItem$Builder";

  private static final Map<String, String> PARTS =
      Map.of(
          "conditionCheck", "dynamodb:ConditionCheckItem",
          "delete", "dynamodb:DeleteItem",
          "put", "dynamodb:PutItem",
          "update", "dynamodb:UpdateItem");

  /** Methods of clients that are another way to call an operation. */
  private static final Map<String, String> WAYS = Map.of("getObjectAsBytes", "getObject");

  /** Whoever may not list a bucket is told of a missing object that it is forbidden. */
  private static final Map<String, Set<String>> BESIDE =
      Map.of("s3:GetObject", Set.of("s3:ListBucket"));

  private UsedActions() {}

  /**
   * The actions behind calls, such as {@code dynamodb:GetItem}.
   *
   * @throws IllegalStateException if a call is made that this table does not know
   */
  public static Set<String> of(Set<Call> calls) {
    Set<String> actions = new TreeSet<>();
    for (Call call : calls) {
      Matcher client = CLIENT.matcher(call.owner());
      if (client.matches() && !LOCAL.contains(call.method())) {
        if (call.method().equals(TRANSACTION)) {
          actions.addAll(parts(calls));
        } else {
          String action = action(client.group(1), call.method());
          actions.add(action);
          actions.addAll(BESIDE.getOrDefault(action, Set.of()));
        }
      }
    }
    return actions;
  }

  private static String action(String service, String method) {
    String prefix = PREFIXES.get(service);
    if (prefix == null) {
      throw new IllegalStateException("no prefix of IAM actions is known for " + service);
    }
    if (method.equals("transactGetItems")
        || method.startsWith("waiter")
        || method.startsWith("batchExecute")
        || method.startsWith("execute")) {
      throw new IllegalStateException(
          service + "." + method + " needs the actions of its parts: say here which");
    }
    String operation =
        method.endsWith("Paginator")
            ? method.substring(0, method.length() - 9)
            : WAYS.getOrDefault(method, method);
    return prefix
        + ":"
        + operation.substring(0, 1).toUpperCase(Locale.ROOT)
        + operation.substring(1);
  }

  private static Set<String> parts(Set<Call> calls) {
    Set<String> actions = new TreeSet<>();
    for (Call call : calls) {
      if (call.owner().equals(TRANSACTION_PART) && PARTS.containsKey(call.method())) {
        actions.add(PARTS.get(call.method()));
      }
    }
    if (actions.isEmpty()) {
      throw new IllegalStateException("a transaction is written, but no part of one is built");
    }
    return actions;
  }
}
