package io.bellwether.trading.alert;

import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an event of the analyst means, with the commands that answer it. */
final class AnalystAdvice {
  /** A person says why, for those who come after. */
  private static final String REASON = " --reason TEXT.";

  private final TradingEvent event;
  private final String stage;

  private AnalystAdvice(TradingEvent event, String stage) {
    this.event = event;
    this.stage = stage;
  }

  /**
   * The advice on an event of the analyst.
   *
   * @throws IllegalArgumentException if the event is another part's
   */
  static EventAdvice of(TradingEvent event, String stage) {
    AnalystAdvice advice = new AnalystAdvice(event, stage);
    return switch (event.type()) {
      case PROPOSAL_MADE ->
          new EventAdvice(
              "Nothing changes until a person activates it.", advice.commands(advice.activation()));
      case PROPOSAL_REFUSED ->
          new EventAdvice("It is not a change that may be made. Nothing changes.", advice.read());
      case VERSION_ACTIVATED ->
          new EventAdvice(
              "The next tick decides by it. It decides what becomes of what is held, and leaves what"
                  + " it does not trade.",
              advice.commands(advice.rollback()));
      case ANALYSIS_FAILED ->
          new EventAdvice(
              "Trading is not affected: the active version stays in force.",
              "Nothing if it happens once; the next analysis is made in any case. If it repeats,"
                  + " read why. "
                  + advice.read());
      case ANALYST_REPLACED ->
          new EventAdvice(
              "Strategies are studied all the same, without a model. What comes of it passes the"
                  + " same gate.",
              "Mend what the message names; until then the other analyst answers each day. "
                  + advice.read());
      case BUDGET_EXHAUSTED ->
          new EventAdvice(
              "Trading is not affected. No model is asked until the month is over.",
              "Nothing if the budget is meant as it is; else raise it in the stage's settings.");
      case DRIFT_FOUND -> advice.drift();
      default -> throw new IllegalArgumentException(event.type() + " is none of the analyst's");
    };
  }

  private EventAdvice drift() {
    return event.severity() == Severity.CRITICAL
        ? new EventAdvice(
            "The account holds what the same version in a backtest does not hold, or lacks what it"
                + " holds. Stops at the broker stand; nothing ends this by itself.",
            "Compare the position at the broker with the lines above. If the cause is not plain,"
                + " stop new exposure: ./bellwether kill --stage "
                + stage
                + " --reason drift.")
        : new EventAdvice(
            "Live trading and the backtest of the same version were not the same that day; what is"
                + " held now is.",
            "Read the lines above. Look for the cause before the strategy's backtests are trusted"
                + " again.");
  }

  /** Where to read on, what would change, and what a person can do. */
  private String commands(Optional<String> deed) {
    return Stream.of(Optional.of(read()), difference(), deed)
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private String read() {
    return detail("analysis")
        .map(id -> "Read it: ./bellwether analysis show " + id + ofStage() + ".")
        .orElse("Read the message above.");
  }

  private Optional<String> difference() {
    return versions().map(rest -> "What it changes: ./bellwether strategies diff " + rest + ".");
  }

  private Optional<String> activation() {
    return strategyAndVersion()
        .map(rest -> "To activate it: ./bellwether strategies activate " + rest + REASON);
  }

  private Optional<String> rollback() {
    return event
        .strategy()
        .map(name -> "To go back: ./bellwether strategies rollback " + name + ofStage() + REASON);
  }

  private Optional<String> versions() {
    return event
        .strategy()
        .flatMap(
            name ->
                detail("previous")
                    .flatMap(
                        previous ->
                            detail("version")
                                .map(
                                    version -> name + " " + previous + " " + version + ofStage())));
  }

  private Optional<String> strategyAndVersion() {
    return event
        .strategy()
        .flatMap(name -> detail("version").map(version -> name + " " + version + ofStage()));
  }

  private String ofStage() {
    return " --stage " + stage;
  }

  private Optional<String> detail(String name) {
    return Optional.ofNullable(event.details().get(name));
  }
}
