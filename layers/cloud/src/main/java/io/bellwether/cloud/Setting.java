package io.bellwether.cloud;

/** The environment variables of the functions. */
public enum Setting {
  /** Which deployment this is, such as {@code dev} or {@code prod}; part of every signal's id. */
  STAGE,
  TRADING_TABLE_NAME,
  SNS_TOPIC_ARN,
  SIGNAL_QUEUE_URL,
  /**
   * The queue for what this function cannot handle: of execution the FIFO one of its messages, of
   * the others the one of their events.
   */
  DLQ_URL,
  EVENT_BUS_NAME,
  /** The ARN or the name of the secret with the API keys. */
  SECRETS_ARN,
  /**
   * Which strategies run on which account, {@code STRATEGY@ACCOUNT[,...]}; as the stored versions
   * say if not set.
   */
  STRATEGIES,
  /**
   * The secrets of accounts with keys of their own, {@code ACCOUNT=SECRET[,...]}; the others use
   * SECRETS_ARN.
   */
  ACCOUNT_SECRETS,
  /** Alpaca's trading API; by default that of the trading mode. */
  ALPACA_TRADING_URL,
  /** Alpaca's market data API. */
  ALPACA_DATA_URL,
  /** Twelve Data's API. */
  TWELVE_DATA_URL,
  /** Financial Modeling Prep's API. */
  FMP_URL,
  /** {@code paper}, which is the default, or {@code live}. */
  TRADING_MODE,
  /** {@code true} beside TRADING_MODE=live, or nothing starts. */
  LIVE_TRADING_CONFIRMED,
  /** Whether messages also go to Discord: {@code true} or {@code false}, which is the default. */
  DISCORD_ENABLED,
  /** Sessions that differ from the calendar, in the calendar's own notation. */
  CALENDAR_OVERRIDES,
  /** The tape bars are read from: {@code iex}, which is free and the default, or {@code sip}. */
  ALPACA_FEED,
  /** The first date of the history decided on; reckoned from the strategy's warm-up if not set. */
  HISTORY_START,
  /** The bucket for prompts and answers too long for the ledger. */
  ANALYSIS_BUCKET_NAME,
  /** Anthropic's API. */
  ANTHROPIC_URL,
  /** The id of the model that is asked for proposals. */
  ANALYST_MODEL,
  /**
   * What a million of the model's tokens cost in USD, {@code PROMPT,ANSWER}; the listed price of
   * the model if not set.
   */
  ANALYST_PRICES,
  /** The most that may be spent on models in a month, in USD; 0 asks none. */
  ANALYST_BUDGET_USD,
  /**
   * Whether a proposal that the gate lets pass becomes active without a person: {@code false},
   * which is the default, {@code true} on paper, or {@code live} beside TRADING_MODE=live.
   */
  ANALYST_AUTO_APPLY,
  /** Which parameters may be proposed and their values, in the analyst's notation. */
  ANALYST_BOUNDS,
  /** Limits of the gate that differ from its own, in its notation. */
  ANALYST_GATE,
  /** How many years of daily bars are studied, 10 if not set. */
  ANALYSIS_HISTORY_YEARS,
  /** The API of the Federal Reserve Bank of St. Louis, which has the VIX. */
  FRED_URL,
  /**
   * Whether to decide although bars before the one decided on are missing: {@code true} or {@code
   * false}, which is the default. For replays of bars that have gaps; refused beside
   * TRADING_MODE=live.
   */
  GAPS_TOLERATED,
  /**
   * The time it is to be when the function starts, such as {@code 2026-11-20T15:30:05Z}. For local
   * runs: refused unless every URL leads to this machine.
   */
  CLOCK_START,
  /** The level of the logs, read by the logging configuration. */
  BELLWETHER_LOG_LEVEL;

  /** Whether the value is the address of something a function talks to. */
  public boolean isUrl() {
    return name().endsWith("_URL");
  }
}
