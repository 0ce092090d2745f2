package io.bellwether.infrastructure;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a deployment out of the context and refuses what does not fit together, all at once. */
final class DeploymentReader {
  private static final Pattern EMAIL = Pattern.compile("[^\\s@,]+@[^\\s@,]+\\.[^\\s@,.]+");

  /** E.164: a plus, the country's code, at most 15 digits. */
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");

  /** What Secrets Manager allows in a name; not an ARN. */
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");

  private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final Pattern PRICES =
      Pattern.compile("\\d{1,4}(\\.\\d{1,4})?,\\d{1,4}(\\.\\d{1,4})?");
  private static final Pattern BUDGET = Pattern.compile("1000(\\.0+)?|\\d{1,3}(\\.\\d{1,2})?");

  private static final String BOUND = "[a-z0-9-]+\\.[a-z0-9-]+=[A-Za-z0-9.,:_+-]+";

  /** Parameters of strategies; what they are is for the function to say. */
  private static final Pattern BOUNDS = Pattern.compile(BOUND + "(;" + BOUND + ")*");

  private static final Pattern LIMITS = Pattern.compile("[a-z0-9-]+=[0-9.]+(,[a-z0-9-]+=[0-9.]+)*");

  private static final String OVERRIDES_LOOK_LIKE =
      "weekdays with closed or a close by 16:00, such as 2026-12-24=closed,2027-01-04=13:00";

  private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

  /** Keys without a colon or at-sign that the CDK's own tools leave in a context. */
  private static final Set<String> TOOLS = Set.of("acknowledged-issue-numbers", "cli-telemetry");

  private final Map<String, ?> context;
  private final List<String> errors = new ArrayList<>();

  private DeploymentReader(Map<String, ?> context) {
    this.context = context;
  }

  /**
   * Reads a deployment.
   *
   * @param context every key of it; those of the CDK itself are passed over
   * @param catalogue the strategies there are
   * @throws ConfigurationException listing everything that is wrong
   */
  static Deployment read(Map<String, ?> context, List<PackagedStrategy> catalogue) {
    DeploymentReader reader = new DeploymentReader(context);
    reader.refuseUnknownKeys();
    Deployment deployment = reader.deployment();
    reader.errors.addAll(Conflicts.of(deployment, catalogue));
    if (!reader.errors.isEmpty()) {
      throw new ConfigurationException(reader.errors);
    }
    return deployment;
  }

  private Deployment deployment() {
    return new Deployment(
        stage(),
        bindings(),
        accountSecrets(),
        live(),
        optional(ContextKey.EMAIL, EMAIL, "an e-mail address such as you@example.com"),
        optional(ContextKey.PHONE, PHONE, "a number such as +14155550100"),
        flag(ContextKey.DISCORD),
        flag(ContextKey.SNAP_START),
        optional(ContextKey.SECRET_NAME, SECRET, "the name of a secret, not its ARN"),
        settings());
  }

  /** Only what is said is handed on: what holds by default is for the functions to say. */
  private Map<ContextKey, String> settings() {
    Map<ContextKey, String> settings = new EnumMap<>(ContextKey.class);
    setting(ContextKey.CALENDAR_OVERRIDES, this::areOverrides, OVERRIDES_LOOK_LIKE, settings);
    setting(ContextKey.ALPACA_FEED, Set.of("iex", "sip")::contains, "iex or sip", settings);
    setting(
        ContextKey.HISTORY_START,
        text -> date(text).isPresent(),
        "a date such as 2024-01-02",
        settings);
    setting(ContextKey.LOG_LEVEL, LEVELS::contains, String.join(", ", LEVELS), settings);
    setting(
        ContextKey.ANALYST_MODEL,
        text -> MODEL.matcher(text).matches(),
        "the id of a model such as claude-sonnet-5-5",
        settings);
    setting(
        ContextKey.ANALYST_PRICES,
        text -> PRICES.matcher(text).matches(),
        "what a million tokens cost in USD, PROMPT,ANSWER, such as 3,15",
        settings);
    setting(
        ContextKey.ANALYST_BUDGET_USD,
        text -> BUDGET.matcher(text).matches(),
        "an amount from 0 to 1000 a month, such as 10",
        settings);
    setting(
        ContextKey.ANALYST_AUTO_APPLY,
        Set.of("false", "true", "live")::contains,
        "false, true or live",
        settings);
    setting(
        ContextKey.ANALYST_BOUNDS,
        text -> BOUNDS.matcher(text).matches(),
        "STRATEGY.PARAMETER=VALUES, separated by semicolons, such as rsi2.entry-rsi=10..40:5",
        settings);
    setting(
        ContextKey.ANALYST_GATE,
        text -> LIMITS.matcher(text).matches(),
        "LIMIT=NUMBER, comma separated",
        settings);
    applyingByItself(settings);
    return settings;
  }

  /** With money it is said in the word for it; said of paper, that word is a doubt. */
  private void applyingByItself(Map<ContextKey, String> settings) {
    String applied = settings.getOrDefault(ContextKey.ANALYST_AUTO_APPLY, "false");
    boolean live = text(ContextKey.MODE).equals("live");
    if (applied.equals("true") && live) {
      errors.add(
          "analyst-auto-apply is true and mode is live: if proposals are to change how real money is"
              + " traded without a person, say analyst-auto-apply=live");
    } else if (applied.equals("live") && !live) {
      errors.add("analyst-auto-apply is live, but mode is paper: say true, or false");
    }
  }

  private void setting(
      ContextKey key,
      Predicate<String> isRight,
      String expected,
      Map<ContextKey, String> settings) {
    String value = text(key);
    if (value.isEmpty()) {
      return;
    }
    if (!isRight.test(value)) {
      wrong(key, expected);
    }
    settings.put(key, value);
  }

  /** What the functions would refuse when they start: all of them, and with them all trading. */
  private boolean areOverrides(String text) {
    Set<LocalDate> dates = new HashSet<>();
    return Stream.of(text.split(",", -1))
        .allMatch(
            part -> {
              String[] sides = part.split("=", 2);
              return sides.length == 2
                  && date(sides[0]).filter(date -> isWeekday(date) && dates.add(date)).isPresent()
                  && (sides[1].equals("closed") || isClose(sides[1]));
            });
  }

  private static boolean isWeekday(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
  }

  /** After the open, 09:30 in New York, and by the regular close. */
  private static boolean isClose(String text) {
    return text.matches("(09:(3[1-9]|[45]\\d)|1[0-5]:[0-5]\\d|16:00)");
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private String text(ContextKey key) {
    Object value = context.get(key.key());
    return value == null ? key.byDefault() : value.toString().strip();
  }

  private void refuseUnknownKeys() {
    List<String> known = Arrays.stream(ContextKey.values()).map(ContextKey::key).toList();
    Predicate<String> isForeign =
        key -> key.startsWith("@") || key.contains(":") || TOOLS.contains(key);
    for (String key : new TreeSet<>(context.keySet())) {
      if (!isForeign.test(key) && !known.contains(key)) {
        errors.add(
            "context has an unknown key '%s'; known are %s"
                .formatted(key, String.join(", ", known)));
      }
    }
  }

  private Stage stage() {
    return Stage.of(text(ContextKey.STAGE))
        .orElseGet(
            () -> {
              wrong(ContextKey.STAGE, "dev, staging or prod");
              return Stage.DEV;
            });
  }

  private List<Binding> bindings() {
    List<Binding> bindings = new ArrayList<>();
    for (String part : parts(ContextKey.STRATEGIES)) {
      Binding.parse(part)
          .ifPresentOrElse(
              bindings::add,
              () ->
                  errors.add(
                      "strategies has '%s', which is not written NAME@ACCOUNT like %s"
                          .formatted(part, ContextKey.STRATEGIES.byDefault())));
    }
    if (bindings.isEmpty() && errors.isEmpty()) {
      errors.add("strategies is empty: name at least one, as NAME@ACCOUNT");
    }
    return bindings;
  }

  private Map<String, String> accountSecrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String part : parts(ContextKey.ACCOUNT_SECRETS)) {
      int split = part.indexOf('=');
      String account = part.substring(0, Math.max(split, 0)).strip();
      String secret = part.substring(split + 1).strip();
      if (account.isEmpty() || !SECRET.matcher(secret).matches()) {
        errors.add(
            "account-secrets has '%s', which is not written ACCOUNT=SECRET-NAME".formatted(part));
      } else if (secrets.put(account, secret) != null) {
        errors.add("account-secrets names account " + account + " twice");
      }
    }
    return secrets;
  }

  private List<String> parts(ContextKey key) {
    return Stream.of(text(key).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toList());
  }

  /** Live only if it is said twice; a lone confirmation is a doubt, not a default. */
  private boolean live() {
    boolean confirmed = flag(ContextKey.LIVE_CONFIRMED);
    String mode = text(ContextKey.MODE);
    switch (mode) {
      case "paper" -> {
        if (confirmed) {
          errors.add(
              "live-confirmed is true, but mode is paper: say mode=live too, or neither of them");
        }
      }
      case "live" -> {
        if (!confirmed) {
          errors.add("mode is live; real money also needs live-confirmed=true");
        }
      }
      default -> wrong(ContextKey.MODE, "paper or live");
    }
    return mode.equals("live");
  }

  private boolean flag(ContextKey key) {
    String value = text(key);
    if (!value.equals("true") && !value.equals("false")) {
      wrong(key, "true or false");
    }
    return value.equals("true");
  }

  private Optional<String> optional(ContextKey key, Pattern pattern, String expected) {
    String value = text(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!pattern.matcher(value).matches()) {
      wrong(key, expected);
    }
    return Optional.of(value);
  }

  private void wrong(ContextKey key, String expected) {
    errors.add("%s must be %s, not '%s'".formatted(key.key(), expected, text(key)));
  }
}
