package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts behind make deploy and make destroy, with an `aws` and a `cdk` that write down what
 * they are asked and answer as an account in a given state would.
 */
@Tag("integration")
final class DeployScriptTest {
  private @TempDir Path folder;
  private final List<String> aws = new ArrayList<>();

  private record Run(int code, String printed, List<String> cdk) {}

  /** An account that has everything and nothing of ours. */
  @BeforeEach
  void anAccount() {
    Templates.assumeNode();
    aws.add("'sts get-caller-identity'*) echo 123456789012 ;;");
    aws.add("'configure get region'*) echo us-east-1 ;;");
    aws.add("'ssm get-parameter'*) echo 30 ;;");
    aws.add(
        "'cloudformation describe-stacks'*)"
            + " echo 'Stack with id bellwether-dev does not exist' >&2; exit 254 ;;");
  }

  private void secretThere(String deletion) {
    aws.add(
        "'secretsmanager describe-secret --secret-id trading-system/api-keys --query DeletedDate'*)"
            + " echo "
            + deletion
            + " ;;");
  }

  private void deployedWith(String context) {
    aws.add("'cloudformation describe-stacks'*) echo '" + context + "' ;;");
  }

  private Run run(String script, String... arguments) throws IOException, InterruptedException {
    String cases = String.join("\n", aws.reversed());
    tool("aws", "case \"$*\" in\n" + cases + "\n*) exit 255 ;;\nesac");
    Path asked = folder.resolve("asked");
    Path cdk = tool("cdk", "echo \"$*\" >> '" + asked + "'");
    List<String> command = new ArrayList<>();
    command.add(Templates.PROJECT.resolve("infrastructure/bin/" + script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    builder.environment().put("CDK", cdk.toString());
    builder.environment().keySet().removeAll(List.of("AWS_REGION", "AWS_DEFAULT_REGION", "FORCE"));
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return new Run(
        process.exitValue(), printed, Files.exists(asked) ? Files.readAllLines(asked) : List.of());
  }

  private Path tool(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  @Test
  void aFirstDeploymentPreparesTheAccount() throws Exception {
    aws.add("'ssm get-parameter'*) exit 254 ;;");

    Run run = run("deploy");

    assertEquals(0, run.code(), run.printed());
    assertEquals(
        List.of(
            "bootstrap aws://123456789012/us-east-1",
            "deploy bellwether-dev --require-approval never --import-existing-resources"),
        run.cdk());
    assertTrue(run.printed().contains("--secret-id trading-system/api-keys "), run.printed());
    assertTrue(run.printed().contains("--function-name bellwether-dev-execution"), run.printed());
  }

  @Test
  void theContextIsHandedOn() throws Exception {
    Run run = run("deploy", "stage=prod", "strategies=rsi2@alpaca-paper", "email=a+b@example.com");

    assertEquals(
        List.of(
            "deploy bellwether-prod --require-approval never --import-existing-resources"
                + " -c stage=prod -c strategies=rsi2@alpaca-paper -c email=a+b@example.com"),
        run.cdk());
    assertTrue(run.printed().contains("trading-system/api-keys-prod"), run.printed());
  }

  @Test
  void aForgottenContextDropsNothing() throws Exception {
    deployedWith(
        "strategies=ema-crossover@alpaca-live mode=live live-confirmed=true"
            + " email=you@example.com calendar-overrides=2027-01-04=13:00");

    Run run = run("deploy", "stage=prod", "snap-start=true");

    assertEquals(1, run.code(), run.printed());
    assertEquals(List.of(), run.cdk());
    assertEquals(
        """
        bellwether-prod is deployed with
          strategies=ema-crossover@alpaca-live
          mode=live
          email=you@example.com
          calendar-overrides=2027-01-04=13:00
        which would be dropped unsaid, so nothing was done. To keep it:
          make deploy STAGE=prod CONTEXT="snap-start=true strategies=ema-crossover@alpaca-live mode=live live-confirmed=true email=you@example.com calendar-overrides=2027-01-04=13:00"
        To drop something, say what holds instead: mode=paper live-confirmed=false, or email= for nobody.
        """,
        run.printed());
  }

  @Test
  void aRepeatedContextIsDeployedAndMoreMayBeAdded() throws Exception {
    deployedWith("strategies=ema-crossover@alpaca-paper email=you@example.com");

    Run run =
        run(
            "deploy",
            "email=you@example.com",
            "strategies=rsi2@alpaca-paper-rsi2,ema-crossover@alpaca-paper");

    assertEquals(0, run.code(), run.printed());
    assertEquals(1, run.cdk().size());
    assertFalse(run.printed().contains("No longer run"), run.printed());
  }

  @Test
  void whatIsSaidIsDropped() throws Exception {
    deployedWith(
        "strategies=ema-crossover@alpaca-live mode=live live-confirmed=true email=you@example.com");

    Run run = run("deploy", "mode=paper", "strategies=ema-crossover@alpaca-paper", "email=");

    assertEquals(0, run.code(), run.printed());
    assertTrue(run.cdk().getFirst().endsWith("-c email="), run.cdk()::toString);
    assertTrue(
        run.printed().contains("No longer run by bellwether-dev: ema-crossover@alpaca-live."),
        run.printed());
  }

  @Test
  void anAccountInAListIsNotDroppedUnsaid() throws Exception {
    deployedWith("strategies=ema-crossover@alpaca-paper,rsi2@alpaca-paper-rsi2");

    Run run = run("deploy");

    assertEquals(1, run.code(), run.printed());
    assertEquals(List.of(), run.cdk());
  }

  @Test
  void whatIsDeployedHasToBeReadable() throws Exception {
    aws.add("'cloudformation describe-stacks'*) echo 'AccessDenied' >&2; exit 254 ;;");

    Run run = run("deploy");

    assertEquals(1, run.code());
    assertTrue(run.printed().contains("cannot be read, so nothing was done: AccessDenied"));
    assertEquals(List.of(), run.cdk());
  }

  @Test
  void aSecretThatOutlivedItsStackIsTakenUpAgain() throws Exception {
    secretThere("None");

    Run run = run("deploy");

    assertTrue(run.cdk().getFirst().endsWith("-c secret-name=trading-system/api-keys"));
  }

  @Test
  void aSecretOfTheStackStaysTheStacks() throws Exception {
    secretThere("None");
    aws.add(
        "'cloudformation describe-stack-resources'*)"
            + " echo arn:aws:secretsmanager:us-east-1:1:secret:trading-system/api-keys-AbCdEf ;;");

    Run run = run("deploy");

    assertFalse(run.cdk().getFirst().contains("secret-name"), run.cdk()::toString);
  }

  /**
   * CloudFormation goes on listing a secret that a failed first deployment could not take along.
   */
  @Test
  void aSecretThatAFailedDeploymentLeftIsNotTheStacks() throws Exception {
    secretThere("None");
    aws.add(
        "'cloudformation describe-stack-resources'*DELETE_*) ;;\n"
            + "'cloudformation describe-stack-resources'*)"
            + " echo arn:aws:secretsmanager:us-east-1:1:secret:trading-system/api-keys-AbCdEf ;;");

    Run run = run("deploy");

    assertTrue(run.cdk().getFirst().endsWith("-c secret-name=trading-system/api-keys"));
  }

  @Test
  void aSecretThatIsGoingIsNotUsed() throws Exception {
    secretThere("2026-11-20T15:30:00+00:00");

    Run run = run("deploy");

    assertEquals(1, run.code());
    assertTrue(
        run.printed()
            .endsWith("aws secretsmanager restore-secret --secret-id trading-system/api-keys\n"),
        run.printed());
    assertEquals(List.of(), run.cdk());
  }

  @Test
  void keysAreAskedForUntilTheyAreFilledIn() throws Exception {
    aws.add("'secretsmanager describe-secret'*VersionIds*) echo 1 ;;");
    Run first = run("deploy");
    aws.add("'secretsmanager describe-secret'*VersionIds*) echo 2 ;;");
    Run later = run("deploy");

    assertTrue(first.printed().contains("\n1. Fill in the API keys"), first.printed());
    assertTrue(first.printed().contains("every key has to be in it"), first.printed());
    assertFalse(later.printed().contains("Fill in"), later.printed());
    assertTrue(later.printed().contains("\n1. See that execution works"), later.printed());
    assertFalse(run("deploy", "secret-name=mine/keys").printed().contains("Fill in"));
  }

  @Test
  void whoIsToldIsToldHowToTry() throws Exception {
    String printed = run("deploy", "email=you@example.com", "phone=+14155550100").printed();

    assertTrue(printed.contains("Confirm the subscriptions"), printed);
    assertTrue(
        printed.contains("arn:aws:sns:us-east-1:123456789012:bellwether-dev-alerts"), printed);
    assertTrue(printed.contains("\"StringValue\":\"critical\""), printed);
    assertFalse(run("deploy").printed().contains("sns publish"));
  }

  @Test
  void withSnapshotsTheAliasIsInvoked() throws Exception {
    assertTrue(
        run("deploy", "snap-start=true")
            .printed()
            .contains("--function-name bellwether-dev-execution --qualifier live "));
  }

  @Test
  void withoutCredentialsNothingIsTried() throws Exception {
    aws.add("'sts get-caller-identity'*) exit 253 ;;");

    Run run = run("deploy");

    assertEquals(1, run.code());
    assertTrue(run.printed().startsWith("AWS does not know who you are"), run.printed());
    assertEquals(List.of(), run.cdk());
  }

  @Test
  void withoutARegionNothingIsTried() throws Exception {
    aws.add("'configure get region'*) exit 1 ;;");

    Run run = run("deploy");

    assertEquals(1, run.code());
    assertTrue(run.printed().startsWith("No region is set"), run.printed());
    assertEquals(List.of(), run.cdk());
  }

  @Test
  void whatIsNoContextIsRefused() throws Exception {
    assertEquals(1, run("deploy", "prod").code());
    assertEquals(1, run("deploy", "email=you@example.com; rm -rf x").code());
    assertEquals(1, run("destroy", "stage").code());
  }

  @Test
  void destroyKeepsTheLedgerAndSaysSo() throws Exception {
    Run run = run("destroy", "stage=staging");

    assertEquals(0, run.code(), run.printed());
    assertEquals(List.of("destroy bellwether-staging -c stage=staging"), run.cdk());
    assertTrue(
        run.printed()
            .contains(
                "Kept: the table bellwether-staging, the secret trading-system/api-keys-staging\nand the"
                    + " bucket bellwether-staging-texts-"),
        run.printed());
  }
}
