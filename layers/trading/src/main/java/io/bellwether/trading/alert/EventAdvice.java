package io.bellwether.trading.alert;

import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;

/**
 * What an event means for the money, and what a person can do about it.
 *
 * @param meaning empty if there is nothing to explain
 * @param action empty if there is nothing to do
 */
record EventAdvice(String meaning, String action) {
  private static final EventAdvice NONE = new EventAdvice("", "");
  private static final String ONCE = "Nothing if it happens once; ";

  static EventAdvice of(TradingEvent event, String stage) {
    boolean critical = event.severity() == Severity.CRITICAL;
    return switch (event.type()) {
      case ORDER_FILLED,
          TRADE_CLOSED,
          DAILY_SUMMARY,
          WEEKLY_DIGEST,
          SIGNAL_RAISED,
          STOP_PLACED,
          SPLIT_APPLIED ->
          NONE;
      case SIGNAL_EXPIRED ->
          new EventAdvice(
              "Nothing is entered on it. What it says to sell is sold.",
              "See in the log of signals why the run came late.");
      case DATA_REJECTED ->
          new EventAdvice(
              "Nothing was decided on this bar. Positions and their stops stand.",
              ONCE + "the next run tries again. If it repeats, look at the data feed.");
      case ORDER_REJECTED -> critical ? EXIT_REFUSED : NOTHING_BOUGHT;
      case STEP_SKIPPED -> critical ? NOT_SOLD : NOTHING_BOUGHT;
      case ORDER_UNKNOWN ->
          new EventAdvice(
              "The order may or may not be with the broker. It is asked for until that is known,"
                  + " and never sent twice.",
              ONCE + "if it repeats, look the order up at the broker by its id.");
      case RISK_BREACHED -> critical ? emergencyStop(event.account(), stage) : ORDER_NOT_SENT;
      case POSITION_UNEXPLAINED ->
          event.details().containsKey("order") ? FOREIGN_ORDER : critical ? UNEXPLAINED : ADOPTED;
      case CASH_UNEXPLAINED ->
          new EventAdvice(
              "Trading goes on. The figures of the day count the difference as gain or loss.",
              "Nothing if it is a dividend, interest, a fee, a deposit or a withdrawal; else look"
                  + " at the activities of the account at the broker.");
      case TICK_MISSED ->
          new EventAdvice(
              "Nothing was decided then. Positions and their stops stand.",
              "See the schedule, and the dead letters of signals.");
      case CHANNEL_LOST ->
          new EventAdvice(
              "Trading is not affected, and the other channels are told as before.",
              "Make a new webhook in the channel's settings and store its URL in the secret as"
                  + " 'discord_webhook_url'.");
      case FAILURE ->
          new EventAdvice(
              "Nothing was done in this run. Orders and stops at the broker stand.",
              ONCE + "the next run tries again. If it repeats, look at the broker's status page.");
      case PROPOSAL_MADE,
          PROPOSAL_REFUSED,
          VERSION_ACTIVATED,
          ANALYSIS_FAILED,
          ANALYST_REPLACED,
          BUDGET_EXHAUSTED,
          DRIFT_FOUND ->
          AnalystAdvice.of(event, stage);
    };
  }

  private static final EventAdvice EXIT_REFUSED =
      new EventAdvice(
          "The position is still held, and may be without a stop.",
          "Look at the position at the broker now; sell it or place a stop there by hand.");

  private static final EventAdvice NOT_SOLD =
      new EventAdvice(
          "A position that was to be sold is still held.", "Sell it at the broker by hand.");

  private static final EventAdvice NOTHING_BOUGHT =
      new EventAdvice(
          "Nothing was bought. The next signal is decided anew.",
          "Read the reason; nothing else is needed.");

  private static final EventAdvice ORDER_NOT_SENT =
      new EventAdvice(
          "The order was not sent.",
          "Nothing if the limit is meant as it is; else change the account's risk profile.");

  private static final EventAdvice UNEXPLAINED =
      new EventAdvice(
          "Nothing new is bought in the symbol. Shares the ledger does not know have no stop.",
          "Compare the orders at the broker with the ledger. Sell the difference by hand, or invoke"
              + " execution with action acknowledge: the ledger then takes the broker's position.");

  private static final EventAdvice FOREIGN_ORDER =
      new EventAdvice(
          "Nothing new is bought in the symbol while that order is open.",
          "Cancel it at the broker, or invoke execution with action acknowledge if it is meant.");

  private static final EventAdvice ADOPTED =
      new EventAdvice(
          "It is treated like a position of this system from now on.",
          "Nothing if the account is meant for this strategy alone.");

  /**
   * The payload is in the command, so that it names this account wherever it is typed. Without a
   * qualifier Lambda runs the latest code, which is that of the alias {@code live}, on the same
   * state.
   */
  private static EventAdvice emergencyStop(String account, String stage) {
    return new EventAdvice(
        "Entries are cancelled, all positions are being closed, and nothing is bought until a"
            + " person says so.",
        "Check at the broker that the account is flat. To trade again: aws lambda invoke"
            + " --function-name bellwether-"
            + stage
            + "-execution --cli-binary-format raw-in-base64-out --payload '{\"action\": \"enable\","
            + " \"account\": \""
            + account
            + "\"}' answer.json && cat answer.json (it failed if the output says FunctionError).");
  }
}
