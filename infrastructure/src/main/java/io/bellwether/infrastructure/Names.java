package io.bellwether.infrastructure;

/**
 * The names of a stage's resources. They are fixed, so that `aws lambda invoke` and `aws logs tail`
 * need no lookup and a table that outlived its stack is found again.
 */
record Names(Stage stage) {
  /** The stack, and the prefix of everything in it. */
  String stack() {
    return "bellwether-" + stage.label();
  }

  String function(FunctionSpec function) {
    return stack() + "-" + function.label();
  }

  String logGroup(FunctionSpec function) {
    return "/aws/lambda/" + function(function);
  }

  /** Where invocations end that a function failed on for good. */
  String deadLetters(FunctionSpec function) {
    return function(function) + "-dead";
  }

  String signalQueue() {
    return stack() + "-signals.fifo";
  }

  String signalDeadLetters() {
    return stack() + "-signals-dead.fifo";
  }

  String scheduleDeadLetters() {
    return stack() + "-schedules-dead";
  }

  /** What people are told of. */
  String alertsTopic() {
    return stack() + "-alerts";
  }

  /** What CloudWatch found. */
  String alarmsTopic() {
    return stack() + "-alarms";
  }

  /** Long texts of analyses; names of buckets are unique in the world, over all regions. */
  String textsBucket(String account, String region) {
    return stack() + "-texts-" + account + "-" + region;
  }

  String layer(String layer) {
    return stack() + "-" + layer;
  }

  /** The namespace of the metrics the functions write. */
  String metrics() {
    return "Bellwether/" + stage.label();
  }

  /** The secret with the API keys, if no other is named. */
  String secret() {
    return stage == Stage.DEV
        ? "trading-system/api-keys"
        : "trading-system/api-keys-" + stage.label();
  }
}
