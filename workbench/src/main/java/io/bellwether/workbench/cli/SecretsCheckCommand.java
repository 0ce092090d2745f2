package io.bellwether.workbench.cli;

import io.bellwether.cloud.CloudException;
import io.bellwether.cloud.SecretDocument;
import io.bellwether.cloud.SecretKey;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.HttpReadException;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.time.Deadline;
import io.bellwether.workbench.cli.KeyVerdict.Kind;
import io.bellwether.workbench.cli.TextTable.Column;
import io.bellwether.workbench.cloud.AwsSecret;
import io.bellwether.workbench.cloud.AwsSecretException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether secrets check}: which keys are missing or refused. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Tells which API keys are missing and which a service refuses, without showing any part of"
          + " one. Each service is asked once, by a call that changes nothing.",
      "The keys are read from a secret on AWS, with the credentials and the region that the AWS CLI"
          + " uses, or from a file or the environment."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every required key is accepted",
      "1:a service, or AWS, could not be asked; try again",
      "2:wrong command line; no credentials or region for AWS",
      "3:a required key is missing or refused"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether secrets check",
      "  bellwether secrets check trading-system/api-keys-prod --live",
      "  bellwether secrets check trading-system/alpaca-second --account",
      "  bellwether secrets check --file keys.json"
    })
final class SecretsCheckCommand implements Callable<Integer> {
  private static final String DEFAULT_SECRET = "trading-system/api-keys";
  private static final Duration TIME_PER_SERVICE = Duration.ofSeconds(30);

  /** Spreads the retries of one client; any seed will do. */
  private static final long JITTER_SEED = 1;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private KeyServices services;

  @Parameters(
      arity = "0..1",
      paramLabel = "SECRET",
      description =
          "Name or ARN of the secret. Default: SECRETS_ARN in the environment, else "
              + DEFAULT_SECRET
              + ".")
  private Optional<String> secret;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Read a JSON file as the secret would be, open to its owner alone.")
  private Optional<Path> file;

  @Option(
      names = "--environment",
      description = "Read variables named as the keys, in capitals: TWELVE_DATA_API_KEY, ...")
  private boolean environment;

  @Option(
      names = "--account",
      description =
          "The secret is that of one account (ACCOUNT_SECRETS): Alpaca's pair is all it needs.")
  private boolean account;

  @Option(names = "--region", paramLabel = "REGION", description = "The secret's AWS region.")
  private Optional<String> region;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Another server of Secrets Manager's protocol.")
  private Optional<String> endpoint;

  /** A command in its surroundings; picocli sets the rest before it runs the command. */
  @SuppressWarnings("NullAway.Init")
  SecretsCheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    SecretDocument stored = stored();
    Map<SecretKey, KeyVerdict> verdicts = new EnumMap<>(SecretKey.class);
    OkHttpClient client = new OkHttpClient();
    try {
      HttpReader reader =
          new HttpReader(
              client,
              HttpReader.Settings.DEFAULT,
              surroundings.pause(),
              new SplittableRandom(JITTER_SEED));
      for (KeyProbe probe : KeyProbe.values()) {
        if (stored.values().keySet().containsAll(probe.keys())) {
          KeyVerdict verdict = ask(probe, stored.values(), reader);
          probe.keys().forEach(key -> verdicts.put(key, verdict));
        }
      }
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
    report(stored, verdicts);
    return exitCode(verdicts);
  }

  private SecretDocument stored() {
    if ((secret.isPresent() ? 1 : 0) + (file.isPresent() ? 1 : 0) + (environment ? 1 : 0) > 1) {
      throw InputException.usage("give one of SECRET, --file and --environment");
    }
    try {
      if (file.isPresent()) {
        return KeySource.file(file.get());
      }
      return environment ? KeySource.environment(surroundings.environment()) : awsSecret().read();
    } catch (CloudException e) {
      throw InputException.data(String.valueOf(e.getMessage()));
    } catch (AwsSecretException e) {
      String message = String.valueOf(e.getMessage());
      throw switch (e.reason()) {
        case ABSENT -> InputException.data(message);
        case NOT_SIGNED_IN -> InputException.usage(message);
        case REFUSED -> InputException.unavailable(message);
      };
    }
  }

  private AwsSecret awsSecret() {
    String id =
        secret.orElseGet(
            () -> surroundings.environment().getOrDefault("SECRETS_ARN", DEFAULT_SECRET));
    return new AwsSecret(
        id, region, endpoint.map(text -> ServerUrl.parse("--endpoint-url", text).uri()));
  }

  private KeyVerdict ask(KeyProbe probe, Map<SecretKey, String> stored, HttpReader reader) {
    List<String> parts = probe.keys().stream().map(key -> stored.getOrDefault(key, "")).toList();
    try {
      ApiKey key = new ApiKey(parts.getFirst(), parts.size() > 1 ? parts.getLast() : "");
      KeyProbe.Call call = probe.call(services.of(probe, key.id()), key);
      return probe.verdict(
          reader.get(
              call.url(),
              call.headers(),
              answer -> answer.status() >= 500,
              Deadline.after(surroundings.clock(), TIME_PER_SERVICE)));
    } catch (ApiKeyException e) {
      return KeyVerdict.refused("not asked: " + e.getMessage());
    } catch (HttpReadException e) {
      // Its message names the path, which is a key where a webhook is asked.
      return KeyVerdict.unreachable("no answer; check the connection");
    }
  }

  private void report(SecretDocument stored, Map<SecretKey, KeyVerdict> verdicts) {
    PrintWriter out = spec.commandLine().getOut();
    TextTable table =
        TextTable.of(
            Column.text("key"), Column.text("needed"), Column.text("state"), Column.text("detail"));
    for (SecretKey key : SecretKey.values()) {
      Optional<KeyVerdict> verdict = Optional.ofNullable(verdicts.get(key));
      table.row(
          key.jsonName(),
          isRequired(key) ? "required" : "optional",
          verdict
              .map(one -> one.kind().name().toLowerCase(Locale.ROOT))
              .orElse(stored.values().containsKey(key) ? "not asked" : "missing"),
          verdict.map(KeyVerdict::detail).orElse(detail(key, stored)));
    }
    table.lines().forEach(out::println);
    if (!stored.unknown().isEmpty()) {
      out.println();
      out.println("Not read by anything, misspelt perhaps: " + String.join(", ", stored.unknown()));
    }
    out.println();
    out.println(summary(verdicts));
  }

  private static String detail(SecretKey key, SecretDocument stored) {
    return stored.values().containsKey(key) ? "the other part of the pair is missing" : "";
  }

  private boolean isRequired(SecretKey key) {
    return account ? KeyProbe.ALPACA.keys().contains(key) : key.isRequired();
  }

  private String summary(Map<SecretKey, KeyVerdict> verdicts) {
    List<SecretKey> wrong =
        Arrays.stream(SecretKey.values())
            .filter(this::isRequired)
            .filter(key -> !is(Kind.ACCEPTED, verdicts, key))
            .toList();
    return wrong.isEmpty()
        ? "Every required key is accepted."
        : "To be mended: "
            + wrong.stream().map(SecretKey::jsonName).collect(Collectors.joining(", "));
  }

  /** A key that is wrong weighs more than a service that could not be asked. */
  private int exitCode(Map<SecretKey, KeyVerdict> verdicts) {
    int code = ExitCode.OK;
    for (SecretKey key : SecretKey.values()) {
      if (!isRequired(key) || is(Kind.ACCEPTED, verdicts, key)) {
        continue;
      }
      if (!is(Kind.UNREACHABLE, verdicts, key)) {
        return ExitCode.DATA;
      }
      code = ExitCode.FAILURE;
    }
    return code;
  }

  private static boolean is(Kind kind, Map<SecretKey, KeyVerdict> verdicts, SecretKey key) {
    return Optional.ofNullable(verdicts.get(key)).filter(one -> one.kind() == kind).isPresent();
  }
}
