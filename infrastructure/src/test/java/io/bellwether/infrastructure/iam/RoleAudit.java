package io.bellwether.infrastructure.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Holds every role of a template against what uses it. An action passes if the function's code
 * calls it, or if a service does something in the role's name that the template says it does; every
 * other one is a finding, and so is an action that the code calls and the role lacks.
 */
public final class RoleAudit {
  private final JsonNode resources;

  /** The actions that the code behind each handler uses. */
  private final Map<String, Set<String>> usedByHandler;

  private final List<String> findings = new ArrayList<>();

  private RoleAudit(JsonNode template, Map<String, Set<String>> usedByHandler) {
    this.resources = template.path("Resources");
    this.usedByHandler = usedByHandler;
  }

  /**
   * What a role allows.
   *
   * @param resource on what, as the template writes it
   */
  private record Grant(String action, JsonNode resource) {}

  /**
   * What a service does in a role's name.
   *
   * @param actions which it needs
   * @param on the resources it needs them on
   * @param reason why; for people who read this table
   */
  private record ServiceUse(Set<String> actions, Predicate<JsonNode> on, String reason) {
    boolean explains(Grant grant) {
      return actions.contains(grant.action()) && on.test(grant.resource());
    }
  }

  /**
   * The findings on a template, one line each; none if every role is right.
   *
   * @param usedByHandler the actions that the code uses, by the name of the handler's class
   */
  public static List<String> findings(JsonNode template, Map<String, Set<String>> usedByHandler) {
    RoleAudit audit = new RoleAudit(template, usedByHandler);
    audit.run();
    return List.copyOf(audit.findings);
  }

  private void run() {
    List<String> roles = ids("AWS::IAM::Role");
    if (roles.isEmpty()) {
      findings.add("the template has no role: nothing was looked at");
    }
    roles.forEach(this::role);
    // A policy that no role of the template has would pass unseen.
    for (String policy : ids("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
      if (roles.stream().noneMatch(role -> isAttached(policy, role))) {
        findings.add(policy + " is a policy of no role in the template");
      }
    }
  }

  private void role(String role) {
    List<Grant> grants = grants(role);
    List<String> functions =
        ids("AWS::Lambda::Function").stream()
            .filter(function -> refersTo(property(function, "Role"), role))
            .toList();
    List<ServiceUse> services =
        functions.isEmpty()
            ? schedules(role)
            : functions.stream().flatMap(function -> services(function).stream()).toList();
    Set<String> used = new TreeSet<>();
    functions.forEach(function -> used.addAll(usedBy(function)));
    if (functions.isEmpty() && services.isEmpty()) {
      findings.add(role + " is the role of no function and no schedule");
    }
    for (Grant grant : grants) {
      boolean explained = services.stream().anyMatch(service -> service.explains(grant));
      if (!explained && !used.contains(grant.action())) {
        findings.add(role + " may " + grant.action() + ", which nothing uses");
      }
      if (grant.resource().asText().equals("*")) {
        findings.add(role + " may " + grant.action() + " on everything");
      }
    }
    for (String action : used) {
      boolean granted =
          grants.stream()
              .filter(grant -> services.stream().noneMatch(service -> service.explains(grant)))
              .anyMatch(grant -> grant.action().equals(action));
      if (!granted) {
        findings.add(role + " lacks " + action + ", which the code uses");
      }
    }
  }

  private Set<String> usedBy(String function) {
    String handler = property(function, "Handler").asText().split("::", 2)[0];
    Set<String> used = usedByHandler.get(handler);
    if (used == null) {
      findings.add(function + " has the handler " + handler + ", whose code was not looked at");
      return Set.of();
    }
    return used;
  }

  /** What Lambda does in the name of a function's role. */
  private List<ServiceUse> services(String function) {
    List<ServiceUse> services = new ArrayList<>();
    JsonNode group = property(function, "LoggingConfig").path("LogGroup");
    services.add(
        new ServiceUse(
            Set.of("logs:CreateLogStream", "logs:PutLogEvents"),
            resource -> !group.isMissingNode() && refersTo(resource, referred(group)),
            "Lambda writes the function's log"));
    for (String config : ids("AWS::Lambda::EventInvokeConfig")) {
      if (leadsTo(property(config, "FunctionName"), function)) {
        JsonNode queue = property(config, "DestinationConfig").at("/OnFailure/Destination");
        services.add(
            new ServiceUse(
                Set.of("sqs:SendMessage"),
                queue::equals,
                "Lambda hands over the asynchronous invocations that failed for good"));
      }
    }
    for (String source : ids("AWS::Lambda::EventSourceMapping")) {
      if (leadsTo(property(source, "FunctionName"), function)) {
        JsonNode queue = property(source, "EventSourceArn");
        services.add(
            new ServiceUse(
                Set.of(
                    "sqs:ChangeMessageVisibility",
                    "sqs:DeleteMessage",
                    "sqs:GetQueueAttributes",
                    "sqs:ReceiveMessage"),
                queue::equals,
                "Lambda reads the function's queue, and takes from it what was done"));
      }
    }
    return services;
  }

  /** What Scheduler does in the name of its schedules' role. */
  private List<ServiceUse> schedules(String role) {
    List<ServiceUse> services = new ArrayList<>();
    for (String schedule : ids("AWS::Scheduler::Schedule")) {
      JsonNode target = property(schedule, "Target");
      if (refersTo(target.path("RoleArn"), role)) {
        services.add(
            new ServiceUse(
                Set.of("lambda:InvokeFunction"),
                target.path("Arn")::equals,
                "Scheduler invokes the schedule's target"));
        services.add(
            new ServiceUse(
                Set.of("sqs:SendMessage"),
                target.at("/DeadLetterConfig/Arn")::equals,
                "Scheduler hands over what it could not deliver"));
      }
    }
    return services;
  }

  private List<Grant> grants(String role) {
    List<Grant> grants = new ArrayList<>();
    if (!property(role, "ManagedPolicyArns").isMissingNode()) {
      findings.add(role + " has a managed policy, whose actions are not in the template");
    }
    property(role, "Policies")
        .forEach(policy -> statements(role, policy.path("PolicyDocument"), grants));
    for (String policy : ids("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
      if (isAttached(policy, role)) {
        statements(role, property(policy, "PolicyDocument"), grants);
      }
    }
    return grants;
  }

  private void statements(String role, JsonNode document, List<Grant> grants) {
    for (JsonNode statement : each(document.path("Statement"))) {
      if (statement.has("NotAction") || statement.has("NotResource")) {
        findings.add(role + " has a statement by exclusion, which allows what nobody listed");
      }
      if (statement.path("Effect").asText().equals("Allow")) {
        for (JsonNode action : each(statement.path("Action"))) {
          for (JsonNode resource : each(statement.path("Resource"))) {
            grants.add(new Grant(action.asText(), resource));
          }
        }
      }
    }
  }

  private boolean isAttached(String policy, String role) {
    return Stream.of(each(property(policy, "Roles")))
        .flatMap(List::stream)
        .anyMatch(attached -> refersTo(attached, role));
  }

  /** A value that may stand alone or in a list. */
  private static List<JsonNode> each(JsonNode value) {
    if (value.isMissingNode()) {
      return List.of();
    }
    List<JsonNode> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(values::add);
    } else {
      values.add(value);
    }
    return values;
  }

  private List<String> ids(String... types) {
    Set<String> wanted = Set.of(types);
    List<String> ids = new ArrayList<>();
    resources
        .properties()
        .forEach(
            entry -> {
              if (wanted.contains(entry.getValue().path("Type").asText())) {
                ids.add(entry.getKey());
              }
            });
    return ids;
  }

  private JsonNode property(String id, String name) {
    return Optional.ofNullable(resources.get(id))
        .map(resource -> resource.path("Properties").path(name))
        .orElse(MissingNode.getInstance());
  }

  /** Whether a value names a function, itself or by an alias or a version of it. */
  private boolean leadsTo(JsonNode value, String function) {
    String id = referred(value);
    for (int i = 0; i < 3 && !id.isEmpty() && !id.equals(function); i++) {
      id = referred(property(id, "FunctionName"));
    }
    return id.equals(function);
  }

  private static boolean refersTo(JsonNode value, String id) {
    return referred(value).equals(id);
  }

  /** The logical id in a Ref or Fn::GetAtt, at any depth; empty if the value has neither. */
  private static String referred(JsonNode value) {
    JsonNode attribute = value.path("Fn::GetAtt");
    String id = attribute.isArray() ? attribute.path(0).asText() : value.path("Ref").asText("");
    if (!id.isEmpty()) {
      return id;
    }
    for (JsonNode part : value) {
      String deeper = referred(part);
      if (!deeper.isEmpty()) {
        return deeper;
      }
    }
    return "";
  }
}
