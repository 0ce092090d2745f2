package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostCommandTest {
  @TempDir private Path folder;
  private Path template;

  @BeforeEach
  void copySmallTemplate() throws IOException {
    template = folder.resolve("small.template.json");
    try (InputStream in =
        CostCommandTest.class.getResourceAsStream(
            "/io/bellwether/workbench/cost/small.template.json")) {
      Files.copy(Objects.requireNonNull(in), template);
    }
  }

  private Cli.Run cost(String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "cost";
    arguments[1] = "--template";
    arguments[2] = template.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Cli.run(arguments);
  }

  @Test
  void printsTheBillOfTheSmallTemplate() {
    assertEquals(
        """
        A month in us-east-1, in US dollars, at the list prices of 2026-11-21

        item                       quantity      price  full price  with free tier
        Lambda requests               3,380     0.20/M       0.001           0.000
        Lambda GB-seconds (arm64)    22,458  13.3334/M       0.299           0.000
        DynamoDB read units          30,700    0.125/M       0.004           0.004
        DynamoDB write units         32,080    0.625/M       0.020           0.020
        DynamoDB storage, GB            0.1       0.25       0.025           0.000
        DynamoDB recovery, GB *         0.1       0.20       0.020           0.020
        SQS requests (FIFO)         670,428     0.50/M       0.335           0.000
        SQS requests (standard)       2,484     0.40/M       0.001           0.000
        SNS publishes                   620     0.50/M       0.000           0.000
        SNS e-mails                     620  2.00/100k       0.012           0.000
        EventBridge events              620     1.00/M       0.001           0.001
        Scheduler invocations         2,484     1.00/M       0.002           0.000
        Secrets                           1       0.40       0.400           0.400
        Reads of secrets              3,380   0.05/10k       0.017           0.017
        Custom metrics                   11       0.30       3.300           0.300
        Alarms, by metric                 3       0.10       0.300           0.000
        Dashboards                        1       3.00       3.000           0.000
        Logs written, GB              0.012       0.50       0.006           0.000
        Logs kept, GB                 0.012       0.03       0.000           0.000
        total                                                7.744           0.761

        Runs in 2027-03: execution 2,484, notifications 620, signals 276.
        Assumed for a run: execution 4 s, 10 read and 10 write units, 4,000 bytes of
        log; notifications 3 s, 5 read and 5 write units, 2,000 bytes of log; signals 60
        s, 10 read and 15 write units, 4,000 bytes of log.
        Assumed besides: 20 events a day; 5 connections waiting at a queue, 20 s each;
        11 custom metrics; a table of 0.1 GB.
        Free each month, for an account that uses them for nothing else: Lambda:
        1,000,000 requests; Lambda: 400,000 GB-s; DynamoDB: 25 GB; SQS: 1,000,000
        requests; SNS: 1,000,000 requests; SNS: 1,000 e-mails; Scheduler: 14,000,000
        invocations; CloudWatch: 10 metrics; CloudWatch: 10 alarm metrics; CloudWatch: 3
        dashboards of 50 metrics; CloudWatch: 5 GB of logs, in and kept.
        Not counted: tax, retries, traffic out beyond the free 100 GB, and the bucket of
        the CDK's bootstrap with the code.
        * not confirmed; prices change: the table of prices names the page of each.
        """,
        cost().succeeds().out());
  }

  @Test
  void argumentsReplaceWhatIsAssumed() {
    String out =
        cost(
                "--month",
                "2027-02",
                "--events",
                "3",
                "--seconds",
                "signals=1.5",
                "--seconds",
                "execution=9",
                "--pollers",
                "2",
                "--table",
                "30")
            .succeeds()
            .out();
    String notes = out.replace('\n', ' ');

    assertTrue(notes.contains("Runs in 2027-02: execution 2,160, notifications 84, signals 240."));
    assertTrue(notes.contains("signals 1.5 s"), out);
    assertTrue(notes.contains("execution 9 s"), out);
    assertTrue(notes.contains("2 connections"), out);
    assertTrue(notes.contains("3 events a day"), out);
    // 30 GB: five beyond the free 25, and 30 of recovery.
    assertTrue(
        out.lines().anyMatch(l -> l.matches("DynamoDB storage, GB +30 .* 7\\.500 +1\\.250")));
    assertTrue(out.lines().anyMatch(l -> l.matches("DynamoDB recovery, GB \\* +30 .* 6\\.000")));
  }

  @Test
  void isAGateIfAsked() {
    cost("--at-most", "2").succeeds();

    Cli.Run dear = cost("--at-most", "0.40");
    assertEquals(ExitCode.FAILURE, dear.code());
    assertEquals("bellwether: dearer than the 0.40 USD of --at-most\n", dear.err());
    dear.fitsTerminal();
  }

  @Test
  void saysHowToGetATemplate() {
    Cli.run("cost", "--stage", "nowhere")
        .failsInOneLine(ExitCode.USAGE, "cdk.out", "bellwether-nowhere", "make synth");
    Cli.run("cost", "--template", folder.toString()).failsInOneLine(ExitCode.USAGE, "directory");
  }

  @Test
  void refusesAWrongCommandLine() {
    Cli.run("cost", "--stage", "../x").failsInOneLine(ExitCode.USAGE, "--stage", "'../x'");
    cost("--seconds", "signals=-1").failsInOneLine(ExitCode.USAGE, "--seconds signals", "-1");
    cost("--seconds", "signals=1000").failsInOneLine(ExitCode.USAGE, "0 to 900");
    cost("--seconds", "signals").failsWithUsage("--seconds");
    cost("--events", "-1").failsInOneLine(ExitCode.USAGE, "--events");
    cost("--pollers", "1000001").failsInOneLine(ExitCode.USAGE, "--pollers");
    cost("--table", "1e99").failsInOneLine(ExitCode.USAGE, "--table");
    cost("--at-most", "-2").failsInOneLine(ExitCode.USAGE, "--at-most");
    cost("--month", "March").failsWithUsage("'March' is no month", "2027-03");
    cost("--month", "2027-13").failsWithUsage("no month");
    cost("--events", "many").failsWithUsage("--events");
  }

  @Test
  void refusesWhatIsNoTemplateOrHasNoPrice() throws IOException {
    Files.writeString(template, "{\"Resources\": {\"N\": {\"Type\": \"AWS::EC2::NatGateway\"}}}");
    cost()
        .failsInOneLine(ExitCode.DATA, "small.template.json", "no price for AWS::EC2::NatGateway");

    Files.writeString(template, "Resources: {}");
    cost().failsInOneLine(ExitCode.DATA, "no JSON");

    Files.write(template, new byte[] {'{', (byte) 0xff, (byte) 0xfe});
    cost().failsInOneLine(ExitCode.DATA, "cannot be read as text");
  }
}
