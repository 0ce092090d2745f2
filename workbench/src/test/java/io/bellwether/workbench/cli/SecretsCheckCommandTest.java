package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command against servers that know which keys they gave out. */
@Tag("integration")
final class SecretsCheckCommandTest {
  private static final String WEBHOOK_TOKEN = "webhook-t0ken-planted";
  private static final Map<String, String> GOOD =
      Map.of(
          "twelve_data_api_key", "twelve-planted-0001",
          "alpaca_key_id", "alpaca-planted-0002",
          "alpaca_secret_key", "alpaca-planted-0003",
          "fmp_api_key", "fmp-planted-0004",
          "anthropic_api_key", "anthropic-planted-0005",
          "news_api_key", "news-planted-0008",
          "fred_api_key", "fred-planted-0007");

  private static final List<String> AWS =
      List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region", "aws.disableEc2Metadata");

  @TempDir private Path directory;

  private final MockWebServer server = new MockWebServer();
  private final Map<String, MockResponse> instead = new ConcurrentHashMap<>();
  private final Map<String, String> keys = new HashMap<>(GOOD);

  @BeforeEach
  void start() {
    keys.put("discord_webhook_url", server.url("/api/webhooks/1/" + WEBHOOK_TOKEN).toString());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    System.setProperty("aws.disableEc2Metadata", "true");
  }

  @AfterEach
  void stop() throws IOException {
    AWS.forEach(System::clearProperty);
    server.shutdown();
  }

  private MockResponse answer(RecordedRequest request) {
    String path = Optional.ofNullable(request.getRequestUrl()).orElseThrow().encodedPath();
    MockResponse planned = instead.get(path);
    if (planned != null) {
      return planned;
    }
    return switch (path) {
      case "/api_usage" ->
          given(request, "Authorization", "apikey " + GOOD.get("twelve_data_api_key"))
              ? json(200, "{\"current_usage\":1,\"plan_limit\":8}")
              : json(
                  200, "{\"code\":401,\"message\":\"apikey is incorrect\",\"status\":\"error\"}");
      case "/v2/account" ->
          given(request, "APCA-API-KEY-ID", GOOD.get("alpaca_key_id"))
                  && given(request, "APCA-API-SECRET-KEY", GOOD.get("alpaca_secret_key"))
              ? json(200, "{}")
              : json(401, "{\"message\":\"unauthorized.\"}");
      case "/stable/quote-short" ->
          String.valueOf(request.getRequestUrl()).contains("apikey=" + GOOD.get("fmp_api_key"))
              ? json(200, "[]")
              : json(401, "{\"Error Message\":\"Invalid API KEY.\"}");
      case "/v1/models" ->
          given(request, "x-api-key", GOOD.get("anthropic_api_key"))
                  && given(request, "anthropic-version", "2023-06-01")
              ? json(200, "{\"data\":[]}")
              : json(401, "{}");
      case "/v2/top-headlines" ->
          given(request, "X-Api-Key", GOOD.get("news_api_key"))
              ? json(200, "{\"status\":\"ok\"}")
              : json(401, "{\"status\":\"error\",\"code\":\"apiKeyInvalid\"}");
      case "/fred/series" ->
          String.valueOf(request.getRequestUrl()).contains("api_key=" + GOOD.get("fred_api_key"))
              ? json(200, "{\"seriess\":[]}")
              : json(400, "{\"error_message\":\"Bad Request. The api_key is not registered.\"}");
      case "/api/webhooks/1/" + WEBHOOK_TOKEN -> json(200, "{}");
      case "/" -> secretsManager(request);
      default -> json(404, "{}");
    };
  }

  /** Secrets Manager, with one secret. */
  private MockResponse secretsManager(RecordedRequest request) {
    String body = request.getBody().readUtf8();
    return body.contains("\"trading-system/api-keys\"")
        ? awsJson(200, text(Map.of("Name", "trading-system/api-keys", "SecretString", text(keys))))
        : awsJson(400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no\"}");
  }

  @Test
  void everyKeyIsAcceptedAndNoneIsShown() {
    Cli.Run run = fromFile().succeeds();

    assertState(run, "accepted", keys.keySet());
    assertTrue(run.out().contains("Every required key is accepted."), run.out());
    assertEquals(7, server.getRequestCount());
  }

  /** An account's secret holds what the account needs. */
  @Test
  void ofAnAccountsSecretOnlyThePairIsRequired() {
    keys.keySet().retainAll(Set.of("alpaca_key_id", "alpaca_secret_key"));
    assertEquals(ExitCode.DATA, fromFile().code());

    Cli.Run run = check(Map.of(), "--account", "--file", write().toString()).succeeds();
    assertState(run, "accepted", keys.keySet());
    assertTrue(run.out().contains("Every required key is accepted."), run.out());

    keys.put("alpaca_secret_key", "wrong-planted-0006");
    Cli.Run refused = check(Map.of(), "--account", "--file", write().toString());
    assertEquals(ExitCode.DATA, refused.code());
    assertState(refused, "refused", keys.keySet());
  }

  @Test
  void keysOnAwsAreReadWithTheCredentialsOfTheCli() {
    System.setProperty("aws.accessKeyId", "AKIA");
    System.setProperty("aws.secretAccessKey", "planted-aws-secret");
    String endpoint = server.url("/").toString();

    Cli.Run run = check(Map.of(), "--endpoint-url", endpoint, "--region", "eu-west-1").succeeds();
    assertState(run, "accepted", keys.keySet());

    check(Map.of(), "other", "--endpoint-url", endpoint, "--region", "eu-west-1")
        .failsInOneLine(ExitCode.DATA, "there is no secret other");
    check(
            Map.of("SECRETS_ARN", "arn:aws:secretsmanager:eu-west-1:1:secret:x"),
            "--endpoint-url",
            endpoint,
            "--region",
            "eu-west-1")
        .failsInOneLine(ExitCode.DATA, "there is no secret arn:aws:secretsmanager");
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, 1, secretsmanager:GetSecretValue",
    "ExpiredTokenException, 2, sign in again"
  })
  void whatAwsRefusesIsExplained(String error, int code, String advice) {
    System.setProperty("aws.accessKeyId", "AKIA");
    System.setProperty("aws.secretAccessKey", "planted-aws-secret");
    instead.put("/", awsJson(400, "{\"__type\":\"" + error + "\",\"message\":\"no\"}"));

    check(Map.of(), "--endpoint-url", server.url("/").toString(), "--region", "eu-west-1")
        .failsInOneLine(code, advice);
  }

  @ParameterizedTest
  @CsvSource({
    "twelve_data_api_key, 3",
    "alpaca_key_id,       3",
    "fmp_api_key,         0",
    "anthropic_api_key,   0",
    "news_api_key,        0",
    "fred_api_key,        0"
  })
  void aKeyThatIsRefusedIsNamed(String key, int code) {
    keys.put(key, "wrong-planted-0006");

    Cli.Run run = fromFile();
    assertEquals(code, run.code(), run::toString);
    assertState(run, "refused", List.of(key));
    assertEquals(code != 0, run.out().contains("To be mended:"), run.out());
  }

  @Test
  void keysThatAreMissingOrCannotBeOnesAreNamed() {
    keys.remove("twelve_data_api_key");
    keys.put("alpaca_secret_key", "");
    keys.put("fmp_api_key", "two planted words");
    keys.put("twelve_data_apikey", "planted-misspelt");

    Cli.Run run = fromFile();
    assertEquals(ExitCode.DATA, run.code());
    assertState(run, "missing", List.of("twelve_data_api_key", "alpaca_secret_key"));
    assertState(run, "not asked", List.of("alpaca_key_id"));
    assertState(run, "refused", List.of("fmp_api_key"));
    assertTrue(run.out().contains("misspelt perhaps: twelve_data_apikey"), run.out());
    assertShowsNothing(run);
  }

  @Test
  void aWebhookThatIsGoneOrNoneIsRefused() {
    instead.put("/api/webhooks/1/" + WEBHOOK_TOKEN, json(404, "{\"code\":10015}"));
    assertState(fromFile(), "refused", List.of("discord_webhook_url"));
    keys.put("discord_webhook_url", "http://example.com/" + WEBHOOK_TOKEN);
    assertState(fromFile(), "refused", List.of("discord_webhook_url"));
  }

  @Test
  void aServiceThatCannotBeAskedIsNotARefusal() {
    instead.put(
        "/api_usage", new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    instead.put("/api/webhooks/1/" + WEBHOOK_TOKEN, json(500, "{}"));

    Cli.Run run = fromFile();
    assertEquals(ExitCode.FAILURE, run.code(), run::toString);
    assertState(run, "unreachable", List.of("twelve_data_api_key", "discord_webhook_url"));

    keys.remove("alpaca_key_id");
    assertEquals(ExitCode.DATA, fromFile().code(), "what is missing weighs more");
  }

  /** A limit that is used up is that of a key the service knows. */
  @ParameterizedTest
  @CsvSource({"/api_usage, 429, {}", "/stable/quote-short, 402, Premium", "/v1/models, 429, {}"})
  void aPlanThatIsUsedUpIsAPlan(String path, int status, String body) {
    instead.put(path, json(status, body));
    assertState(fromFile().succeeds(), "accepted", keys.keySet());
  }

  @Test
  void theEnvironmentIsReadUnderTheNamesInCapitals() {
    Map<String, String> environment = new HashMap<>();
    keys.forEach((name, value) -> environment.put(name.toUpperCase(Locale.ROOT), value));
    environment.put(FeedKeys.ALPACA_ID, String.valueOf(environment.remove("ALPACA_KEY_ID")));
    assertState(check(environment, "--environment").succeeds(), "accepted", keys.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw----r--"})
  void aFileThatOthersCanReadIsNotRead(String permissions) throws IOException {
    Path file = write();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    check(Map.of(), "--file", file.toString())
        .failsInOneLine(ExitCode.USAGE, "is open to others", "chmod 600");
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void whatCannotBeReadIsSaidWithoutQuotingIt() throws IOException {
    Path file = write();
    Files.writeString(file, "{\"alpaca_key_id\": planted}");
    Cli.Run run = check(Map.of(), "--file", file.toString());
    run.failsInOneLine(ExitCode.DATA, "is no JSON");
    assertShowsNothing(run);
    check(Map.of(), "--file", directory.resolve("absent").toString())
        .failsInOneLine(ExitCode.USAGE, "there is no such file");
    check(Map.of(), "--environment", "--file", file.toString())
        .failsInOneLine(ExitCode.USAGE, "give one of");
    assertState(check(Map.of(), "--environment"), "missing", GOOD.keySet());
  }

  private Cli.Run fromFile() {
    return check(Map.of(), "--file", write().toString());
  }

  private Path write() {
    try {
      Path file = directory.resolve("keys.json");
      Files.writeString(file, text(keys));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Cli.Run check(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of("secrets", "check"));
    for (String service :
        List.of("alpaca", "twelve-data", "fmp", "anthropic", "news-api", "fred")) {
      all.add("--" + service + "-url");
      all.add(server.url("/").toString());
    }
    all.addAll(List.of(arguments));
    Cli.Run run = Cli.run(() -> Cli.NOW, environment, all.toArray(String[]::new));
    assertShowsNothing(run);
    return run;
  }

  private static void assertState(Cli.Run run, String state, Iterable<String> names) {
    for (String name : names) {
      assertTrue(
          run.lines().stream()
              .anyMatch(line -> line.matches(name + " +(required|optional) +" + state + "\\b.*")),
          () -> name + " is not " + state + ":\n" + run.out() + run.err());
    }
  }

  private static void assertShowsNothing(Cli.Run run) {
    String shown = run.out() + run.err();
    assertFalse(shown.contains("planted"), shown);
  }

  private static boolean given(RecordedRequest request, String header, String value) {
    return value.equals(request.getHeader(header));
  }

  private static String text(Map<String, String> object) {
    return new ObjectMapper().valueToTree(object).toString();
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse().setResponseCode(status).setBody(body);
  }

  private static MockResponse awsJson(int status, String body) {
    return json(status, body).setHeader("Content-Type", "application/x-amz-json-1.1");
  }
}
