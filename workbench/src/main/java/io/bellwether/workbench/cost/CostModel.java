package io.bellwether.workbench.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.workbench.cost.StackTemplate.Resource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Derives from a template what a month uses of AWS. What follows from the template is counted:
 * schedules, memory, alarms, secrets, queues that Lambda polls; the rest is assumed. A resource
 * whose cost is not known here is an error, so that nothing is free by oversight.
 */
public final class CostModel {
  /** Lambda asks a queue for messages and waits at most this long for an answer. */
  private static final int LONG_POLL_SECONDS = 20;

  private static final int SECONDS_OF_DAY = 86_400;

  /** Sent, received, deleted. */
  private static final int REQUESTS_PER_MESSAGE = 3;

  /** Logs that never expire are counted as if they were kept for a year. */
  private static final int DAYS_IF_KEPT_FOR_EVER = 365;

  private static final int TEXTS_PER_RUN = 2;

  /** Two texts of 100 KB on each weekday, kept for 400 days: 60 MB; versions and room beside. */
  private static final BigDecimal TEXTS_GIGABYTES = new BigDecimal("0.1");

  private static final BigDecimal BYTES_OF_GB = new BigDecimal("1000000000");
  private static final BigDecimal MEGABYTES_OF_GB = new BigDecimal("1024");

  /** The function whose every run is taken to send one signal. */
  private static final String SENDER = "signals";

  private final StackTemplate template;
  private final PriceList prices;
  private final Assumptions assumptions;
  private final Map<String, BigDecimal> quantities = new LinkedHashMap<>();
  private final Map<Resource, Long> runs = new LinkedHashMap<>();

  private CostModel(StackTemplate template, PriceList prices, Assumptions assumptions) {
    this.template = template;
    this.prices = prices;
    this.assumptions = assumptions;
  }

  /**
   * The bill of a month.
   *
   * @param template the text of a synthesised template
   * @throws CostException if it is no template, or has something in it without a price
   */
  public static Bill bill(String template, PriceList prices, Assumptions assumptions) {
    return new CostModel(StackTemplate.parse(template), prices, assumptions).bill();
  }

  private Bill bill() {
    requireKnownTypes();
    Unpriced.refuse(template);
    template.functions().forEach(function -> runs.put(function, 0L));
    schedules();
    queues();
    events();
    runs.forEach(this::function);
    tables();
    buckets();
    secrets();
    watching();
    SortedMap<String, Long> named = new TreeMap<>();
    runs.forEach((function, count) -> named.merge(function.shortName(), count, Long::sum));
    return Bill.of(prices, quantities, named);
  }

  private void requireKnownTypes() {
    List<String> unknown =
        template.resources().stream()
            .filter(resource -> !prices.types().contains(resource.type()))
            .map(resource -> resource.type() + " (" + resource.id() + ")")
            .toList();
    if (!unknown.isEmpty()) {
      throw new CostException(
          "no price for "
              + String.join(", ", unknown)
              + "; say in the table of prices how each is billed");
    }
  }

  private void schedules() {
    for (Resource schedule : template.resources("AWS::Scheduler::Schedule")) {
      long count = runsOf(schedule, schedule.property("ScheduleExpression"));
      add("scheduler", count);
      run(template.function(schedule, schedule.property("Target").path("Arn")), count);
    }
    for (Resource rule : template.resources("AWS::Events::Rule")) {
      JsonNode expression = rule.property("ScheduleExpression");
      if (!expression.isMissingNode()) {
        long count = runsOf(rule, expression);
        runTargets(rule, count);
      }
    }
  }

  private long runsOf(Resource schedule, JsonNode expression) {
    if (!expression.isTextual()) {
      throw new CostException(
          schedule.type() + " " + schedule.id() + " has no ScheduleExpression that can be counted");
    }
    boolean enabled = !schedule.text("State").orElse("ENABLED").equals("DISABLED");
    return enabled ? ScheduleExpression.parse(expression.asText()).runsIn(assumptions.month()) : 0;
  }

  /** Messages, and the waiting for them: Lambda polls a queue day and night. */
  private void queues() {
    long messages =
        runs.entrySet().stream()
            .filter(entry -> entry.getKey().shortName().equals(SENDER))
            .mapToLong(Map.Entry::getValue)
            .sum();
    for (Resource source : template.resources("AWS::Lambda::EventSourceMapping")) {
      if (source.property("Enabled").asBoolean(true)) {
        boolean fifo =
            template
                .referred(source.property("EventSourceArn"))
                .map(queue -> queue.property("FifoQueue").asBoolean(false))
                .orElse(false);
        long waits =
            (long) assumptions.pollers()
                * (SECONDS_OF_DAY / LONG_POLL_SECONDS)
                * assumptions.month().lengthOfMonth();
        add(fifo ? "sqs-fifo" : "sqs-standard", waits + REQUESTS_PER_MESSAGE * messages);
        run(template.function(source, source.property("FunctionName")), messages);
      }
    }
  }

  private void events() {
    add("events", assumptions.events());
    for (Resource rule : template.resources("AWS::Events::Rule")) {
      if (!rule.property("EventPattern").isMissingNode()) {
        runTargets(rule, assumptions.events());
      }
    }
    add("sns-publishes", assumptions.events());
    for (Resource subscription : template.resources("AWS::SNS::Subscription")) {
      switch (subscription.text("Protocol").orElse("")) {
        case "email", "email-json" -> add("sns-emails", assumptions.events());
        case "sms" -> add("sns-sms", assumptions.smsPerMonth());
        case "lambda", "sqs" -> {}
        default -> throw new CostException("no price for the subscription " + subscription.id());
      }
    }
  }

  private void function(Resource function, long count) {
    Assumptions.Run run = assumptions.run(function.shortName());
    BigDecimal times = BigDecimal.valueOf(count);
    String architecture = function.property("Architectures").path(0).asText("x86_64");
    BigDecimal gigabytes =
        BigDecimal.valueOf(function.property("MemorySize").asInt(128))
            .divide(MEGABYTES_OF_GB, MathContext.DECIMAL64);
    add("lambda-requests", count);
    add("lambda-compute-" + architecture, times.multiply(run.seconds()).multiply(gigabytes));
    add("dynamodb-reads", count * run.reads());
    add("dynamodb-writes", count * run.writes());
    logs(times.multiply(BigDecimal.valueOf(run.logBytes())).divide(BYTES_OF_GB));
    JsonNode environment = function.environment();
    if (environment.has("SECRETS_ARN")) {
      add("secret-reads", count);
    }
    if (environment.has("DLQ_URL")) {
      add("sqs-standard", count);
    }
    if (function.property("TracingConfig").path("Mode").asText().equals("Active")) {
      add("traces", count);
    }
  }

  private void logs(BigDecimal gigabytes) {
    int days =
        template.resources("AWS::Logs::LogGroup").stream()
            .mapToInt(group -> group.property("RetentionInDays").asInt(DAYS_IF_KEPT_FOR_EVER))
            .max()
            .orElse(DAYS_IF_KEPT_FOR_EVER);
    add("logs-in", gigabytes);
    BigDecimal months =
        BigDecimal.valueOf(days)
            .divide(BigDecimal.valueOf(assumptions.month().lengthOfMonth()), MathContext.DECIMAL64);
    add("logs-kept", gigabytes.multiply(months));
  }

  /** The prompt and the answer of each analysis, as if none were short enough for the table. */
  private void buckets() {
    List<Resource> buckets = template.resources("AWS::S3::Bucket");
    long storing =
        runs.entrySet().stream()
            .filter(entry -> entry.getKey().environment().has("ANALYSIS_BUCKET_NAME"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (!buckets.isEmpty()) {
      add("s3-puts", TEXTS_PER_RUN * storing);
      add("s3-storage", TEXTS_GIGABYTES);
    }
  }

  private void tables() {
    for (Resource table : template.resources("AWS::DynamoDB::Table")) {
      add("dynamodb-storage", assumptions.tableGigabytes());
      if (table
          .property("PointInTimeRecoverySpecification")
          .path("PointInTimeRecoveryEnabled")
          .asBoolean(false)) {
        add("dynamodb-backup", assumptions.tableGigabytes());
      }
    }
  }

  /** Those of the template, and those that exist already and are only read. */
  private void secrets() {
    List<Resource> created = template.resources("AWS::SecretsManager::Secret");
    Set<String> elsewhere = new HashSet<>();
    for (Resource function : template.functions()) {
      JsonNode shared = function.environment().path("SECRETS_ARN");
      if (!shared.isMissingNode() && template.referred(shared).isEmpty()) {
        elsewhere.add(shared.isTextual() ? shared.asText() : shared.toString());
      }
      for (String part : function.environment().path("ACCOUNT_SECRETS").asText().split(",")) {
        if (part.contains("=")) {
          elsewhere.add(part.substring(part.indexOf('=') + 1).strip());
        }
      }
    }
    created.forEach(secret -> secret.text("Name").ifPresent(elsewhere::remove));
    add("secret", created.size() + elsewhere.size());
  }

  private void watching() {
    add("metric", assumptions.customMetrics());
    add("metric", template.resources("AWS::Logs::MetricFilter").size());
    add("dashboard", template.resources("AWS::CloudWatch::Dashboard").size());
    add("alarm-composite", template.resources("AWS::CloudWatch::CompositeAlarm").size());
    for (Resource alarm : template.resources("AWS::CloudWatch::Alarm")) {
      AlarmMetrics metrics = AlarmMetrics.of(alarm);
      add(metrics.highResolution() ? "alarm-high-resolution" : "alarm", metrics.count());
    }
  }

  private void runTargets(Resource rule, long count) {
    for (JsonNode target : rule.property("Targets")) {
      run(template.function(rule, target.path("Arn")), count);
    }
  }

  private void run(Resource function, long count) {
    runs.merge(function, count, Long::sum);
  }

  private void add(String price, long quantity) {
    add(price, BigDecimal.valueOf(quantity));
  }

  private void add(String price, BigDecimal quantity) {
    quantities.merge(price, quantity, BigDecimal::add);
  }
}
