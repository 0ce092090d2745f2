package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the context may say, and what is refused. */
final class DeploymentReaderTest {
  private static final List<PackagedStrategy> CATALOGUE =
      List.of(
          new PackagedStrategy("ema-crossover", "1h", List.of("TQQQ"), false),
          new PackagedStrategy("rsi2", "1d", List.of("TQQQ", "SQQQ"), false),
          new PackagedStrategy("all-in", "30m", List.of("QQQ"), true),
          new PackagedStrategy("other", "5m", List.of("SPY"), false),
          new PackagedStrategy("odd", "7m", List.of("SPY"), false));

  private static Deployment read(String... pairs) {
    Map<String, String> context = new HashMap<>();
    for (String pair : pairs) {
      context.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return DeploymentReader.read(context, CATALOGUE);
  }

  /** The messages of a refusal. */
  private static List<String> refused(String... pairs) {
    String message = assertThrows(ConfigurationException.class, () -> read(pairs)).getMessage();
    return Arrays.stream(message.split("\n- ", -1)).skip(1).toList();
  }

  @Test
  void byDefaultOneStrategyOnPaper() {
    Deployment deployment = read();

    assertEquals(Stage.DEV, deployment.stage());
    assertEquals(List.of(new Binding("ema-crossover", "alpaca-paper")), deployment.bindings());
    assertEquals(false, deployment.live());
    assertEquals(Optional.empty(), deployment.email());
    assertEquals("trading-system/api-keys", deployment.sharedSecret());
  }

  @Test
  void theDefaultsOfCdkJsonAreThoseOfTheCode() {
    Map<String, Object> written = Templates.context(Map.of());

    for (ContextKey key : ContextKey.values()) {
      assertEquals(key.byDefault(), written.get(key.key()), key.key());
    }
    assertEquals(read(), DeploymentReader.read(written, CATALOGUE));
  }

  @Test
  void whatADeploymentSaysOfItselfIsTheContextItCameFrom() {
    assertEquals("strategies=ema-crossover@alpaca-paper", read().context());
    assertEquals(
        "strategies=rsi2@alpaca-paper",
        read(
                "stage=prod",
                "strategies=rsi2@alpaca-paper",
                "secret-name=trading-system/api-keys-prod")
            .context());
    String every =
        "strategies=ema-crossover@alpaca-live,rsi2@alpaca-live-2 account-secrets=alpaca-live-2=a/b"
            + " mode=live live-confirmed=true email=you@example.com phone=+14155550100"
            + " discord=true snap-start=true secret-name=mine/keys"
            + " calendar-overrides=2026-12-24=closed,2027-01-04=13:00 alpaca-feed=sip"
            + " history-start=2024-01-02 log-level=DEBUG analyst-model=claude-opus-5-5 analyst-prices=5,25"
            + " analyst-budget-usd=2.50 analyst-auto-apply=live"
            + " analyst-bounds=rsi2.entry-rsi=10..40:5;rsi2.exit-rsi=50..80:5"
            + " analyst-gate=minimum-trades=50,search-luck=0.01";
    assertEquals(every, read(every.split(" ", -1)).context());
  }

  @Test
  void theSecretsNameCarriesTheStage() {
    assertEquals("trading-system/api-keys-prod", read("stage=prod").sharedSecret());
    assertEquals("my/keys", read("stage=prod", "secret-name=my/keys").sharedSecret());
  }

  @Test
  void anAccountMayHaveASecretOfItsOwn() {
    Deployment deployment =
        read(
            "strategies= ema-crossover@alpaca-paper , rsi2@alpaca-paper-2",
            "account-secrets=alpaca-paper-2=keys/two");

    assertEquals("trading-system/api-keys", deployment.secretOf("alpaca-paper"));
    assertEquals("keys/two", deployment.secretOf("alpaca-paper-2"));
  }

  @Test
  void liveIsSaidTwice() {
    assertTrue(read("mode=live", "live-confirmed=true", "strategies=rsi2@alpaca-live").live());
    assertEquals(
        List.of("mode is live; real money also needs live-confirmed=true"),
        refused("mode=live", "strategies=rsi2@alpaca-live"));
    assertEquals(
        List.of("live-confirmed is true, but mode is paper: say mode=live too, or neither of them"),
        refused("live-confirmed=true"));
  }

  @Test
  void withMoneyApplyingByItselfIsSaidInTheWordForIt() {
    String[] live = {"mode=live", "live-confirmed=true", "strategies=rsi2@alpaca-live"};
    String[] careless = Arrays.copyOf(live, 4);
    careless[3] = "analyst-auto-apply=true";
    String[] said = Arrays.copyOf(live, 4);
    said[3] = "analyst-auto-apply=live";

    assertEquals(
        List.of(
            "analyst-auto-apply is true and mode is live: if proposals are to change how real money"
                + " is traded without a person, say analyst-auto-apply=live"),
        refused(careless));
    assertTrue(read(said).context().endsWith(" analyst-auto-apply=live"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stage=production | stage must be dev, staging or prod, not 'production'",
        "stage=DEV        | stage must be dev, staging or prod, not 'DEV'",
        "mode=real        | mode must be paper or live, not 'real'",
        "discord=yes      | discord must be true or false, not 'yes'",
        "snap-start=1     | snap-start must be true or false, not '1'",
        "email=you        | email must be an e-mail address such as you@example.com, not 'you'",
        "phone=4155550100 | phone must be a number such as +14155550100, not '4155550100'",
        "secret-name=arn:aws:x | secret-name must be the name of a secret, not its ARN, not 'arn:aws:x'",
        "strategies=rsi2  | strategies has 'rsi2', which is not written NAME@ACCOUNT like ema-crossover@alpaca-paper",
        "strategies=,     | strategies is empty: name at least one, as NAME@ACCOUNT",
        "strategies=macd@alpaca-paper | strategies names 'macd', which is not among the packaged ones: all-in, ema-crossover, odd, other, rsi2",
        "strategies=odd@alpaca-paper | odd decides on bars of 7m, for which there is no schedule",
        "strategies=rsi2@alpaca-live | account alpaca-live does not fit mode paper: a stage trades on paper or live, not both",
        "strategies=rsi2@mine | account 'mine' must be named BROKER-MODE or BROKER-MODE-MORE, such as alpaca-paper; brokers are alpaca",
        "strategies=rsi2@schwab-paper | account 'schwab-paper' must be named BROKER-MODE or BROKER-MODE-MORE, such as alpaca-paper; brokers are alpaca",
        "account-secrets=alpaca-paper-9=keys/nine | account-secrets names account alpaca-paper-9, which no strategy runs on",
        "account-secrets=keys | account-secrets has 'keys', which is not written ACCOUNT=SECRET-NAME",
        "alpaca-feed=otc | alpaca-feed must be iex or sip, not 'otc'",
        "history-start=2024 | history-start must be a date such as 2024-01-02, not '2024'",
        "log-level=debug | log-level must be TRACE, DEBUG, INFO, WARN, ERROR, not 'debug'",
        "mail=you@example.com | context has an unknown key 'mail'; known are stage, strategies, account-secrets, mode, live-confirmed, email, phone, discord, snap-start, secret-name, calendar-overrides, alpaca-feed, history-start, log-level, analyst-model, analyst-prices, analyst-budget-usd, analyst-auto-apply, analyst-bounds, analyst-gate",
        "analyst-model=Claude | analyst-model must be the id of a model such as claude-sonnet-5-5, not 'Claude'",
        "analyst-prices=free | analyst-prices must be what a million tokens cost in USD, PROMPT,ANSWER, such as 3,15, not 'free'",
        "analyst-budget-usd=-1 | analyst-budget-usd must be an amount from 0 to 1000 a month, such as 10, not '-1'",
        "analyst-budget-usd=1001 | analyst-budget-usd must be an amount from 0 to 1000 a month, such as 10, not '1001'",
        "analyst-auto-apply=yes | analyst-auto-apply must be false, true or live, not 'yes'",
        "analyst-auto-apply=live | analyst-auto-apply is live, but mode is paper: say true, or false",
        "analyst-bounds=entry-rsi=10..40:5 | analyst-bounds must be STRATEGY.PARAMETER=VALUES, separated by semicolons, such as rsi2.entry-rsi=10..40:5, not 'entry-rsi=10..40:5'",
        "analyst-gate=strict | analyst-gate must be LIMIT=NUMBER, comma separated, not 'strict'",
      })
  void whatIsWrongIsRefused(String pair, String message) {
    assertEquals(List.of(message), refused(pair));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-12-24",
        "2026-12-24=half",
        "2026-12-26=closed",
        "2026-02-30=closed",
        "2027-01-04=09:30",
        "2027-01-04=16:01",
        "2026-12-24=closed,",
        "2026-12-24=closed,2026-12-24=13:00"
      })
  void overridesThatNoCalendarTakesAreRefused(String overrides) {
    List<String> refused = refused("calendar-overrides=" + overrides);

    assertEquals(1, refused.size(), refused::toString);
    assertTrue(refused.getFirst().startsWith("calendar-overrides must be weekdays with"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ema-crossover@alpaca-paper,rsi2@alpaca-paper | account alpaca-paper is given to ema-crossover and to rsi2, and both trade TQQQ: one account belongs to one strategy",
        "ema-crossover@alpaca-paper,other@alpaca-paper | account alpaca-paper is given to ema-crossover and to other: one account belongs to one strategy",
        "other@alpaca-paper,all-in@alpaca-paper | account alpaca-paper is given to other and to all-in, and all-in sells everything it did not buy: one account belongs to one strategy",
        "rsi2@alpaca-paper,other@alpaca-paper-2 | accounts alpaca-paper and alpaca-paper-2 would use the keys in trading-system/api-keys, which are those of one account: name another secret, account-secrets=alpaca-paper-2=SECRET-NAME",
        "rsi2@alpaca-paper,rsi2@alpaca-paper | strategies names rsi2 twice: its signals carry its name, so it runs once in a stage",
      })
  void conflictsAreRefused(String strategies, String message) {
    assertEquals(List.of(message), refused("strategies=" + strategies));
  }

  @Test
  void twoAccountsWithOneSecretAreOneAccount() {
    assertEquals(
        1,
        refused(
                "strategies=rsi2@alpaca-paper-a,other@alpaca-paper-b",
                "account-secrets=alpaca-paper-a=keys/x,alpaca-paper-b=keys/x")
            .size());
  }

  @Test
  void anAccountIsComplainedOfOnce() {
    assertEquals(
        List.of(
            "account alpaca-live does not fit mode paper: a stage trades on paper or live, not both",
            "account alpaca-live is given to rsi2 and to other: one account belongs to one strategy"),
        refused("strategies=rsi2@alpaca-live,other@alpaca-live"));
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    assertEquals(
        5,
        refused(
                "stage=qa",
                "mode=live",
                "phone=none",
                "stages=dev",
                "strategies=ema-crossover@alpaca-paper")
            .size());
  }

  @Test
  void keysOfTheCdkItselfArePassedOver() {
    Map<String, Object> context = new HashMap<>();
    context.put("aws:cdk:bundling-stacks", List.of("**"));
    context.put("@aws-cdk/core:enablePartitionLiterals", true);
    context.put("availability-zones:account=1:region=us-east-1", List.of("us-east-1a"));
    context.put("acknowledged-issue-numbers", List.of(1));
    context.put("discord", true);

    assertTrue(DeploymentReader.read(context, CATALOGUE).discord());
  }
}
