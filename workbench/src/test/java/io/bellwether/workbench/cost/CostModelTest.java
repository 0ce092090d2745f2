package io.bellwether.workbench.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the model on a small template, worked out by hand. */
class CostModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PriceList PRICES = PriceList.packaged();

  /** 23 weekdays: 12 ticks and 96 follow-ups on each. */
  private static final long TICKS = 23 * 12;

  private static final long FOLLOW_UPS = 23 * 96;
  private static final long EVENTS = 20 * 31;

  private static ObjectNode small() {
    try (InputStream in = CostModelTest.class.getResourceAsStream("small.template.json")) {
      return (ObjectNode) JSON.readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bill bill(Consumer<ObjectNode> change) {
    ObjectNode template = small();
    change.accept((ObjectNode) template.get("Resources"));
    return CostModel.bill(template.toString(), PRICES, Assumptions.DEFAULT);
  }

  private static Bill bill() {
    return bill(resources -> {});
  }

  private static BigDecimal quantity(Bill bill, String price) {
    return bill.lines().stream()
        .filter(line -> line.price().id().equals(price))
        .map(Bill.Line::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .stripTrailingZeros();
  }

  private static void used(String price, double expected) {
    assertEquals(expected, quantity(bill(), price).doubleValue(), 1e-9, price);
  }

  private static void add(ObjectNode resources, String id, String resource) {
    try {
      resources.set(id, JSON.readTree(resource.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(resource, e);
    }
  }

  private static ObjectNode properties(ObjectNode resources, String id) {
    return (ObjectNode) resources.get(id).get("Properties");
  }

  private static void refuses(Consumer<ObjectNode> change, String... named) {
    CostException e = assertThrows(CostException.class, () -> bill(change));
    for (String part : named) {
      assertTrue(String.valueOf(e.getMessage()).contains(part), e::getMessage);
    }
  }

  @Test
  void functionsRunBySchedulesMessagesAndEvents() {
    // Every tick sends a signal. The schedule that is disabled runs nothing; an alias is followed.
    assertEquals(
        Map.of("signals", TICKS, "execution", FOLLOW_UPS + TICKS, "notifications", EVENTS),
        bill().runs());
    used("scheduler", TICKS + FOLLOW_UPS);
    used("lambda-requests", 2 * TICKS + FOLLOW_UPS + EVENTS);
  }

  @Test
  void computeIsMemoryTimesDuration() {
    used("lambda-compute-arm64", TICKS * 60 + (FOLLOW_UPS + TICKS) * 4 * 0.5 + EVENTS * 3 * 0.5);
    Bill intel = bill(resources -> properties(resources, "Signals").remove("Architectures"));
    assertEquals(TICKS * 60, quantity(intel, "lambda-compute-x86_64").intValueExact());
  }

  @Test
  void aQueueThatLambdaPollsIsBilledWhileItIsIdle() {
    long waits = 5L * 3 * 60 * 24 * 31;
    used("sqs-fifo", waits + 3 * TICKS);
    used("sqs-standard", FOLLOW_UPS + TICKS);

    Bill off = bill(resources -> properties(resources, "Source").put("Enabled", false));
    assertEquals(BigDecimal.ZERO, quantity(off, "sqs-fifo"));
    Bill standard = bill(resources -> properties(resources, "Queue").remove("FifoQueue"));
    assertEquals(
        waits + 3 * TICKS + FOLLOW_UPS + TICKS,
        quantity(standard, "sqs-standard").longValueExact());
  }

  @Test
  void everyMetricOfAnAlarmIsBilled() {
    used("alarm", 1 + 2);
    Bill fast = bill(resources -> properties(resources, "Errors").put("Period", 10));
    assertEquals(1, quantity(fast, "alarm-high-resolution").intValueExact());
    assertEquals(2, quantity(fast, "alarm").intValueExact());
    refuses(
        resources ->
            add(
                resources,
                "Query",
                "{'Type':'AWS::CloudWatch::Alarm','Properties':{'Metrics':[{'Id':'q',"
                    + "'Expression':'SELECT MAX(Errors) FROM X'}]}}"),
        "Query");
  }

  @Test
  void metricsDashboardsSecretsAndMailsAreCounted() {
    used("metric", 11);
    used("dashboard", 1);
    used("secret", 1);
    used("secret-reads", 2 * TICKS + FOLLOW_UPS + EVENTS);
    used("sns-emails", EVENTS);
    used("sns-publishes", EVENTS);
    used("events", EVENTS);
  }

  @Test
  void aSecretThatExistsAlreadyIsPaidForToo() {
    Bill imported =
        bill(
            resources -> {
              for (String function : new String[] {"Signals", "Execution", "Notifications"}) {
                ObjectNode variables =
                    (ObjectNode) properties(resources, function).at("/Environment/Variables");
                variables.put("SECRETS_ARN", "arn:aws:secretsmanager:us-east-1:1:secret:mine");
              }
            });

    assertEquals(2, quantity(imported, "secret").intValueExact());
  }

  @Test
  void aSecretIsCountedOnceHoweverItIsNamed() {
    Bill named =
        bill(
            resources ->
                ((ObjectNode) properties(resources, "Signals").at("/Environment/Variables"))
                    .put("SECRETS_ARN", "keys")
                    .put("ACCOUNT_SECRETS", "one=mine/one,two=mine/two,three=mine/one,four=keys"));

    assertEquals(3, quantity(named, "secret").intValueExact());
  }

  @Test
  void theTableIsBilledByRequestAndSize() {
    used("dynamodb-reads", (2 * TICKS + FOLLOW_UPS) * 10 + EVENTS * 5);
    used("dynamodb-writes", TICKS * 15 + (FOLLOW_UPS + TICKS) * 10 + EVENTS * 5);
    used("dynamodb-storage", 0.1);
    used("dynamodb-backup", 0.1);
    Bill unprotected =
        bill(
            resources -> properties(resources, "Table").remove("PointInTimeRecoverySpecification"));
    assertEquals(BigDecimal.ZERO, quantity(unprotected, "dynamodb-backup"));
  }

  @Test
  void logsAreWrittenAndKept() {
    double gigabytes = ((2 * TICKS + FOLLOW_UPS) * 4_000 + EVENTS * 2_000) / 1e9;
    used("logs-in", gigabytes);
    used("logs-kept", gigabytes);
    Bill forEver =
        bill(resources -> properties(resources, "SignalsLogs").remove("RetentionInDays"));
    assertEquals(gigabytes * 365 / 31, quantity(forEver, "logs-kept").doubleValue(), 1e-9);
  }

  @Test
  void whatFitsIntoTheAllowancesIsFreeAndTheRestIsNot() {
    Bill bill = bill();

    assertTrue(bill.beyondAllowances().compareTo(bill.full()) < 0);
    // The secret, its reads, the table's requests and backup, and the events have no allowance;
    // of eleven metrics ten are free.
    BigDecimal expected =
        new BigDecimal("0.4")
            .add(new BigDecimal("0.3"))
            .add(perUnit("secret-reads", bill))
            .add(perUnit("dynamodb-reads", bill))
            .add(perUnit("dynamodb-writes", bill))
            .add(perUnit("dynamodb-backup", bill))
            .add(perUnit("events", bill));
    assertEquals(0, expected.compareTo(bill.beyondAllowances()), () -> "" + bill);
  }

  private static BigDecimal perUnit(String price, Bill bill) {
    return PRICES.price(price).of(quantity(bill, price));
  }

  @Test
  void anAllowanceIsSharedByAllPricesOfItsKind() {
    Bill two = CostModel.bill(small().toString(), PRICES, Assumptions.DEFAULT.withPollers(10));

    BigDecimal requests = quantity(two, "sqs-fifo").add(quantity(two, "sqs-standard"));
    BigDecimal paid =
        two.lines().stream()
            .filter(line -> line.price().id().startsWith("sqs-"))
            .map(
                line ->
                    line.beyondAllowance().multiply(line.price().per()).divide(line.price().usd()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertEquals(0, requests.subtract(new BigDecimal("1000000")).compareTo(paid));
  }

  @Test
  void aTypeWithoutAPriceIsAnError() {
    refuses(
        resources -> {
          add(resources, "Gateway", "{'Type':'AWS::EC2::NatGateway'}");
          add(resources, "Key", "{'Type':'AWS::KMS::Key'}");
        },
        "no price for AWS::EC2::NatGateway (Gateway), AWS::KMS::Key (Key)");
  }

  @Test
  void whatCostsExtraIsAnError() {
    refuses(
        resources -> {
          properties(resources, "SignalsLive").putObject("ProvisionedConcurrencyConfig");
          properties(resources, "Signals").putObject("EphemeralStorage").put("Size", 1024);
          properties(resources, "Source").putObject("ProvisionedPollerConfig");
          properties(resources, "Table").put("BillingMode", "PROVISIONED");
          properties(resources, "Table").putArray("GlobalSecondaryIndexes");
        },
        "ProvisionedConcurrencyConfig of SignalsLive",
        "EphemeralStorage of Signals",
        "ProvisionedPollerConfig of Source",
        "provisioned capacity of Table",
        "GlobalSecondaryIndexes of Table");
    refuses(
        resources -> properties(resources, "Mail").put("Protocol", "https"), "subscription Mail");
    refuses(
        resources -> properties(resources, "Signals").putArray("Architectures").add("riscv"),
        "lambda-compute-riscv");
  }

  @Test
  void anAliasIsFollowedHoweverItIsWritten() {
    Bill joined =
        bill(
            resources -> {
              ObjectNode source = properties(resources, "Source");
              source
                  .putObject("FunctionName")
                  .putArray("Fn::Join")
                  .add("")
                  .addArray()
                  .addObject()
                  .put("Ref", "ExecutionLive");
              add(
                  resources,
                  "ExecutionLive",
                  "{'Type':'AWS::Lambda::Alias','Properties':{'FunctionName':{'Ref':'Execution'}}}");
            });

    assertEquals(bill().runs(), joined.runs());
  }

  @Test
  void whatRunsNoFunctionIsAnError() {
    refuses(
        resources ->
            properties(resources, "SignalsLive").putObject("FunctionName").put("Ref", "Me"),
        "Tick runs something that is no function");
    refuses(
        resources ->
            properties(resources, "SignalsLive")
                .putObject("FunctionName")
                .put("Ref", "SignalsLive"),
        "Tick");
    refuses(resources -> properties(resources, "Source").remove("FunctionName"), "Source");
    refuses(
        resources ->
            ((ObjectNode) properties(resources, "Rule").at("/Targets/0")).put("Arn", "arn:aws:x"),
        "Rule");
  }

  @Test
  void aScheduleThatCannotBeCountedIsAnError() {
    refuses(
        resources -> properties(resources, "Tick").put("ScheduleExpression", "cron(nonsense)"),
        "cron(nonsense)");
    refuses(resources -> properties(resources, "Tick").remove("ScheduleExpression"), "Tick");
  }

  @Test
  void february() {
    Bill bill =
        CostModel.bill(small().toString(), PRICES, Assumptions.DEFAULT.in(YearMonth.of(2027, 2)));

    assertEquals(20L * 12, bill.runs().get("signals"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{}",
        "{\"Resources\": []}",
        "{\"Resources\": {}}",
        "{\"Resources\": {\"A\": null}}",
        "{\"Resources\": {\"A\": {\"Type\": 7}}}",
        "Resources:\n  A:\n    Type: AWS::SQS::Queue"
      })
  void whatIsNoTemplateIsRefused(String text) {
    assertThrows(CostException.class, () -> CostModel.bill(text, PRICES, Assumptions.DEFAULT));
  }

  @Test
  void aTemplateOfOddShapesIsCountedOrRefusedButNeverBreaksTheModel() {
    Bill bill =
        CostModel.bill(
            """
            {"Resources": {
              "F": {"Type": "AWS::Lambda::Function", "Properties": "text"},
              "A": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": [1, null, "x"]}},
              "E": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"Enabled": false}},
              "R": {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": 1, "Targets": {}}}
            }}
            """,
            PRICES,
            Assumptions.DEFAULT);

    assertEquals(Map.of("F", 0L), bill.runs());
  }

  @Test
  void everyPriceNamesItsPageAndWhatIsUnconfirmedSaysSo() {
    assertFalse(PRICES.prices().isEmpty());
    for (Price price : PRICES.prices().values()) {
      assertTrue(price.source().startsWith("https://aws.amazon.com/"), price.id());
      assertTrue(price.usd().signum() > 0, price.id());
    }
    assertTrue(
        PRICES.prices().values().stream().anyMatch(price -> price.status() == Price.Status.MEMORY));
  }
}
