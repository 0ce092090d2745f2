package io.bellwether.cloud;

import io.bellwether.trading.TradingMode;
import io.bellwether.trading.config.Deployment;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment of a function, read once and validated whole. Variables of this system that
 * nobody knows are refused, because a misspelt one would silently leave a default in force.
 */
public final class FunctionEnvironment {
  private static final String PREFIX = "BELLWETHER_";
  private static final URI PAPER_TRADING = URI.create("https://paper-api.alpaca.markets");
  private static final URI LIVE_TRADING = URI.create("https://api.alpaca.markets");
  private static final URI MARKET_DATA = URI.create("https://data.alpaca.markets");
  private static final URI TWELVE_DATA = URI.create("https://api.twelvedata.com");
  private static final URI FMP = URI.create("https://financialmodelingprep.com");
  private static final URI ANTHROPIC = URI.create("https://api.anthropic.com");
  private static final URI FRED = URI.create("https://api.stlouisfed.org");
  private static final URI NEWS_API = URI.create("https://newsapi.org");
  private static final Set<String> LOCAL_HOSTS = Set.of("127.0.0.1", "localhost");

  private final Map<Setting, String> values;
  private final List<String> errors = new ArrayList<>();
  private final TradingMode mode;
  private final boolean discordEnabled;
  private final URI tradingUrl;
  private final URI dataUrl;
  private final URI twelveDataUrl;
  private final URI fmpUrl;
  private final URI anthropicUrl;
  private final URI fredUrl;
  private final URI newsApiUrl;
  private final String alpacaFeed;
  private final Optional<LocalDate> historyStart;
  private final boolean gapsTolerated;
  private final Optional<Instant> clockStart;
  private final Optional<Deployment> deployment;
  private final Map<String, String> accountSecrets;
  private final AnalystSettings analyst;

  private FunctionEnvironment(Map<Setting, String> values) {
    this.values = values;
    this.mode = readMode();
    this.discordEnabled = flag(Setting.DISCORD_ENABLED);
    this.tradingUrl =
        url(Setting.ALPACA_TRADING_URL, mode == TradingMode.LIVE ? LIVE_TRADING : PAPER_TRADING);
    this.dataUrl = url(Setting.ALPACA_DATA_URL, MARKET_DATA);
    this.twelveDataUrl = url(Setting.TWELVE_DATA_URL, TWELVE_DATA);
    this.fmpUrl = url(Setting.FMP_URL, FMP);
    this.anthropicUrl = url(Setting.ANTHROPIC_URL, ANTHROPIC);
    this.fredUrl = url(Setting.FRED_URL, FRED);
    this.newsApiUrl = url(Setting.NEWS_API_URL, NEWS_API);
    this.alpacaFeed = readFeed();
    this.historyStart = readHistoryStart();
    this.gapsTolerated = flag(Setting.GAPS_TOLERATED);
    this.clockStart = readClockStart();
    this.deployment = readDeployment();
    this.accountSecrets = readAccountSecrets();
    this.analyst = AnalystSettings.read(values, mode, errors);
    checkTradingUrl();
    checkGaps();
    checkKeys();
  }

  /**
   * Reads the environment.
   *
   * @param variables such as {@link System#getenv()}; foreign ones are ignored
   * @param required what this function cannot do without
   * @throws IllegalArgumentException listing everything that is wrong
   */
  public static FunctionEnvironment read(Map<String, String> variables, Setting... required) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String value = variables.getOrDefault(setting.name(), "").strip();
      if (!value.isEmpty()) {
        values.put(setting, value);
      }
    }
    FunctionEnvironment environment = new FunctionEnvironment(values);
    environment.findUnknown(variables);
    environment.findMissing(required);
    if (!environment.errors.isEmpty()) {
      throw new IllegalArgumentException(
          "the environment is not usable, and nothing was started:\n- "
              + String.join("\n- ", environment.errors));
    }
    return environment;
  }

  /** Which deployment this is. */
  public String stage() {
    return require(Setting.STAGE);
  }

  public String tableName() {
    return require(Setting.TRADING_TABLE_NAME);
  }

  public String topicArn() {
    return require(Setting.SNS_TOPIC_ARN);
  }

  public String signalQueueUrl() {
    return require(Setting.SIGNAL_QUEUE_URL);
  }

  /** The queue for what this function cannot handle. */
  public String deadLetterQueueUrl() {
    return require(Setting.DLQ_URL);
  }

  public String eventBusName() {
    return require(Setting.EVENT_BUS_NAME);
  }

  public String secretsArn() {
    return require(Setting.SECRETS_ARN);
  }

  /** Live only if it is said twice. */
  public TradingMode mode() {
    return mode;
  }

  /** Alpaca's trading API, which fits the mode. */
  public URI alpacaTradingUrl() {
    return tradingUrl;
  }

  public URI alpacaDataUrl() {
    return dataUrl;
  }

  public URI twelveDataUrl() {
    return twelveDataUrl;
  }

  public URI fmpUrl() {
    return fmpUrl;
  }

  public URI anthropicUrl() {
    return anthropicUrl;
  }

  public URI fredUrl() {
    return fredUrl;
  }

  public URI newsApiUrl() {
    return newsApiUrl;
  }

  /** What is said of the analyst. */
  public AnalystSettings analyst() {
    return analyst;
  }

  /** The bucket for long texts of an analysis. */
  public String analysisBucketName() {
    return require(Setting.ANALYSIS_BUCKET_NAME);
  }

  public boolean discordEnabled() {
    return discordEnabled;
  }

  /** Sessions that differ from the calendar, in its notation. */
  public Optional<String> calendarOverrides() {
    return Optional.ofNullable(values.get(Setting.CALENDAR_OVERRIDES));
  }

  /** The tape bars are read from: {@code iex} or {@code sip}. */
  public String alpacaFeed() {
    return alpacaFeed;
  }

  /** The first date of the history decided on, if it is fixed. */
  public Optional<LocalDate> historyStart() {
    return historyStart;
  }

  /** Whether missing bars keep nobody from deciding: never with money. */
  public boolean gapsTolerated() {
    return gapsTolerated;
  }

  /** The time it is to be when the function starts: only in a run on one machine. */
  public Optional<Instant> clockStart() {
    return clockStart;
  }

  /** Which strategies run on which account, if it is fixed. */
  public Optional<Deployment> deployment() {
    return deployment;
  }

  /** The secret with an account's keys. */
  public String secretOf(String account) {
    return accountSecrets.getOrDefault(account, value(Setting.SECRETS_ARN));
  }

  private void checkGaps() {
    if (gapsTolerated && mode == TradingMode.LIVE) {
      errors.add("GAPS_TOLERATED is for replays and paper, not beside TRADING_MODE=live");
    }
  }

  private Optional<Deployment> readDeployment() {
    try {
      return Optional.ofNullable(values.get(Setting.STRATEGIES))
          .map(text -> Deployment.parse(text, mode));
    } catch (IllegalArgumentException e) {
      errors.add("STRATEGIES: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, String> readAccountSecrets() {
    Map<String, String> secrets = new TreeMap<>();
    String text = value(Setting.ACCOUNT_SECRETS);
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] sides = part.strip().split("=", 2);
      if (sides.length < 2 || sides[0].isBlank() || sides[1].isBlank()) {
        errors.add("ACCOUNT_SECRETS: '" + part.strip() + "' is not ACCOUNT=SECRET");
      } else if (secrets.put(sides[0].strip(), sides[1].strip()) != null) {
        errors.add("ACCOUNT_SECRETS: account " + sides[0].strip() + " is there twice");
      }
    }
    return secrets;
  }

  /** Two accounts behind one key pair are one account with two owners. */
  private void checkKeys() {
    Map<String, String> owners = new TreeMap<>();
    for (String account : deployment.map(Deployment::accounts).orElse(Map.of()).values()) {
      String other = owners.put(secretOf(account), account);
      if (other != null && !other.equals(account)) {
        errors.add(
            "accounts %s and %s share one secret, so they are one account: give one of them its own"
                    .formatted(other, account)
                + " in ACCOUNT_SECRETS");
      }
    }
  }

  private String readFeed() {
    String feed = values.getOrDefault(Setting.ALPACA_FEED, "iex").toLowerCase(Locale.ROOT);
    if (!feed.equals("iex") && !feed.equals("sip")) {
      errors.add("ALPACA_FEED must be iex or sip, not '" + feed + "'");
    }
    return feed;
  }

  private Optional<LocalDate> readHistoryStart() {
    String date = values.get(Setting.HISTORY_START);
    if (date == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(date));
    } catch (DateTimeParseException e) {
      errors.add("HISTORY_START must be a date such as 2024-01-02, not '" + date + "'");
      return Optional.empty();
    }
  }

  /**
   * A shifted clock would date orders and signals wrongly. Nothing on AWS is on the loopback
   * interface, the signal queue least of all, so there it cannot be set.
   */
  private Optional<Instant> readClockStart() {
    String text = values.get(Setting.CLOCK_START);
    if (text == null) {
      return Optional.empty();
    }
    List<String> remote =
        Arrays.stream(Setting.values())
            .filter(Setting::isUrl)
            .filter(setting -> !isOnThisMachine(values.getOrDefault(setting, "")))
            .map(Setting::name)
            .toList();
    if (!remote.isEmpty()) {
      errors.add(
          "CLOCK_START is for runs on one machine, where every URL is http://127.0.0.1:PORT; not "
              + String.join(", ", remote));
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      errors.add("CLOCK_START must be an instant such as 2026-11-20T15:30:05Z, not '" + text + "'");
      return Optional.empty();
    }
  }

  private static boolean isOnThisMachine(String url) {
    try {
      return LOCAL_HOSTS.contains(String.valueOf(new URI(url).getHost()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private String require(Setting setting) {
    String value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException(
          setting + " is asked for but not among the settings this function requires");
    }
    return value;
  }

  private TradingMode readMode() {
    boolean confirmed = flag(Setting.LIVE_TRADING_CONFIRMED);
    return switch (values.getOrDefault(Setting.TRADING_MODE, "paper").toLowerCase(Locale.ROOT)) {
      case "paper" -> TradingMode.PAPER;
      case "live" -> {
        if (!confirmed) {
          errors.add("TRADING_MODE is live; that also needs LIVE_TRADING_CONFIRMED=true");
        }
        yield TradingMode.LIVE;
      }
      default -> {
        errors.add("TRADING_MODE must be paper or live, not '" + value(Setting.TRADING_MODE) + "'");
        yield TradingMode.PAPER;
      }
    };
  }

  private boolean flag(Setting setting) {
    return switch (values.getOrDefault(setting, "false").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        errors.add(setting + " must be true or false, not '" + value(setting) + "'");
        yield false;
      }
    };
  }

  private URI url(Setting setting, URI byDefault) {
    String text = values.get(setting);
    if (text == null) {
      return byDefault;
    }
    try {
      URI url = new URI(text);
      String host = url.getHost();
      boolean secure = "https".equals(url.getScheme());
      boolean local = "http".equals(url.getScheme()) && LOCAL_HOSTS.contains(String.valueOf(host));
      if (host != null && (secure || local)) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, like every other unusable text.
    }
    errors.add(setting + " must be an https URL, or http on this machine, not '" + text + "'");
    return byDefault;
  }

  /** Alpaca's two hosts must not be mistaken for each other. */
  private void checkTradingUrl() {
    URI forbidden = mode == TradingMode.LIVE ? PAPER_TRADING : LIVE_TRADING;
    if (String.valueOf(forbidden.getHost()).equalsIgnoreCase(tradingUrl.getHost())) {
      errors.add(
          "ALPACA_TRADING_URL is %s, which does not fit TRADING_MODE=%s"
              .formatted(tradingUrl, mode.label()));
    }
  }

  private void findUnknown(Map<String, String> variables) {
    List<String> known = Arrays.stream(Setting.values()).map(Setting::name).toList();
    new TreeMap<>(variables)
        .keySet().stream()
            .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
            .forEach(name -> errors.add(name + " is no setting of this system"));
  }

  private void findMissing(Setting... required) {
    for (Setting setting : required) {
      if (!values.containsKey(setting)) {
        errors.add(setting + " is missing");
      }
    }
  }

  private String value(Setting setting) {
    return values.getOrDefault(setting, "");
  }
}
