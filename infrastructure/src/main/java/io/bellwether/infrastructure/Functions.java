package io.bellwether.infrastructure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The layers and the functions. */
final class Functions extends Construct {
  private static final Runtime RUNTIME = Runtime.JAVA_25;
  private static final Architecture ARCHITECTURE = Architecture.ARM_64;

  /** After the first try: one and two minutes later. */
  private static final int RETRIES = 2;

  private final Deployment deployment;
  private final State state;
  private final Messaging messaging;
  private final Map<String, LayerVersion> layers = new TreeMap<>();
  private final Map<FunctionSpec, Function> functions = new EnumMap<>(FunctionSpec.class);
  private final Map<FunctionSpec, LogGroup> logs = new EnumMap<>(FunctionSpec.class);
  private final Map<FunctionSpec, IFunction> targets = new EnumMap<>(FunctionSpec.class);

  Functions(
      Construct scope,
      Deployment deployment,
      Artifacts artifacts,
      State state,
      Messaging messaging) {
    super(scope, "Functions");
    this.deployment = deployment;
    this.state = state;
    this.messaging = messaging;
    for (String layer : Artifacts.LAYERS) {
      layers.put(layer, layer(layer, artifacts));
    }
    Permissions permissions = new Permissions(state, messaging);
    for (FunctionSpec spec : FunctionSpec.values()) {
      LogGroup group = logGroup(spec);
      logs.put(spec, group);
      Function function = function(spec, artifacts, permissions, group);
      functions.put(spec, function);
      targets.put(spec, target(spec, function));
    }
  }

  /** A function itself: its metrics are those of all its versions. */
  Function function(FunctionSpec spec) {
    return get(functions, spec);
  }

  /** What schedules, rules and queues invoke. */
  IFunction target(FunctionSpec spec) {
    return get(targets, spec);
  }

  LogGroup logs(FunctionSpec spec) {
    return get(logs, spec);
  }

  private static <T> T get(Map<FunctionSpec, T> map, FunctionSpec spec) {
    T value = map.get(spec);
    if (value == null) {
      throw new IllegalArgumentException("no function " + spec);
    }
    return value;
  }

  private LayerVersion layer(String layer, Artifacts artifacts) {
    return LayerVersion.Builder.create(this, "Layer-" + layer)
        .layerVersionName(deployment.names().layer(layer))
        .code(Code.fromAsset(artifacts.layer(layer).toString()))
        .compatibleRuntimes(List.of(RUNTIME))
        .compatibleArchitectures(List.of(ARCHITECTURE))
        .build();
  }

  /** Goes with the stack: what matters of the past is in the ledger. */
  private LogGroup logGroup(FunctionSpec spec) {
    return LogGroup.Builder.create(this, "Logs-" + spec.label())
        .logGroupName(deployment.names().logGroup(spec))
        .retention(RetentionDays.THREE_MONTHS)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  private Function function(
      FunctionSpec spec, Artifacts artifacts, Permissions permissions, LogGroup group) {
    String name = deployment.names().function(spec);
    Function.Builder builder =
        Function.Builder.create(this, "Function-" + spec.label())
            .functionName(name)
            .runtime(RUNTIME)
            .architecture(ARCHITECTURE)
            .handler(spec.handler())
            .code(Code.fromAsset(artifacts.function(spec).toString()))
            .layers(spec.layers().stream().map(layers::get).toList())
            .memorySize(spec.memoryMegabytes())
            .timeout(Duration.seconds(spec.timeout().toSeconds()))
            .role(permissions.role(this, spec, name, group))
            .environment(environment(spec))
            .logGroup(group)
            .loggingFormat(LoggingFormat.JSON)
            // BELLWETHER_LOG_LEVEL decides; a second filter in Lambda would hide what it lets pass.
            .applicationLogLevelV2(ApplicationLogLevel.TRACE)
            .systemLogLevelV2(SystemLogLevel.INFO);
    if (deployment.snapStart()) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    } else {
      builder
          .maxEventAge(Duration.seconds(spec.maximumEventAge().toSeconds()))
          .retryAttempts(RETRIES)
          .onFailure(new SqsDestination(messaging.deadLetters(spec)));
    }
    Function function = builder.build();
    Annotations.of(function)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish",
            "Everything invokes the alias, which leads to a published version.");
    return function;
  }

  /** With SnapStart the alias of the version just published, because only versions have one. */
  private IFunction target(FunctionSpec spec, Function function) {
    if (!deployment.snapStart()) {
      return function;
    }
    return Alias.Builder.create(this, "Live-" + spec.label())
        .aliasName("live")
        .version(function.getCurrentVersion())
        .maxEventAge(Duration.seconds(spec.maximumEventAge().toSeconds()))
        .retryAttempts(RETRIES)
        .onFailure(new SqsDestination(messaging.deadLetters(spec)))
        .build();
  }

  private Map<String, String> environment(FunctionSpec spec) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("STAGE", deployment.stage().label());
    variables.put("TRADING_TABLE_NAME", state.table().getTableName());
    variables.put("SIGNAL_QUEUE_URL", messaging.signals().getQueueUrl());
    variables.put("EVENT_BUS_NAME", messaging.bus().getEventBusName());
    variables.put("SECRETS_ARN", deployment.sharedSecret());
    variables.put("TRADING_MODE", deployment.live() ? "live" : "paper");
    variables.put("LIVE_TRADING_CONFIRMED", Boolean.toString(deployment.live()));
    variables.put("STRATEGIES", Binding.join(deployment.bindings()));
    if (!deployment.accountSecrets().isEmpty()) {
      variables.put("ACCOUNT_SECRETS", deployment.accountSecretsText());
    }
    deployment.settings().entrySet().stream()
        // What is wrong with the analyst's must not keep anybody from trading.
        .filter(said -> spec == FunctionSpec.ANALYSIS || !said.getKey().isAnalysts())
        .forEach(
            said ->
                said.getKey().variable().ifPresent(name -> variables.put(name, said.getValue())));
    switch (spec) {
      case SIGNALS -> variables.put("DLQ_URL", messaging.deadLetters(spec).getQueueUrl());
      case EXECUTION -> variables.put("DLQ_URL", messaging.signalDeadLetters().getQueueUrl());
      case NOTIFICATIONS -> {
        variables.put("DLQ_URL", messaging.deadLetters(spec).getQueueUrl());
        variables.put("SNS_TOPIC_ARN", messaging.alerts().getTopicArn());
        variables.put("DISCORD_ENABLED", Boolean.toString(deployment.discord()));
      }
      case ANALYSIS -> {
        variables.put("DLQ_URL", messaging.deadLetters(spec).getQueueUrl());
        variables.put("ANALYSIS_BUCKET_NAME", state.texts().getBucketName());
      }
    }
    return variables;
  }
}
