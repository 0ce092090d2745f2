package io.bellwether.analyst.retrieval;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.SessionDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the outcomes of similar sessions say more about the next day and week than those of
 * random ones. The past is walked through: at each session, the mean outcome of its neighbours is a
 * forecast, held against what came, against the mean of as many random sessions of the same regime
 * and against the mean of all sessions so far. Only sessions whose week was over count, so that no
 * forecast uses what was not known.
 *
 * @param settings how it was made
 * @param forecasts how many sessions were forecast
 * @param first the first of them
 * @param last the last of them
 * @param skills for each method, target and horizon
 */
public record RetrievalReport(
    Settings settings, int forecasts, LocalDate first, LocalDate last, List<Skill> skills) {
  public RetrievalReport {
    skills = List.copyOf(skills);
  }

  /**
   * How a report is made.
   *
   * @param neighbours how many sessions a forecast is the mean of
   * @param startUp how many sessions come before the first forecast
   * @param draws how many random forecasts are made of each session
   * @param resamples of the bootstrap, for intervals of 95 %
   * @param seed of all chance
   */
  public record Settings(int neighbours, int startUp, int draws, int resamples, long seed) {
    public Settings {
      if (neighbours < 1 || startUp < neighbours + Outcomes.WEEK || draws < 1 || resamples < 100) {
        throw new IllegalArgumentException(
            "a report needs a neighbour, a start-up longer than the neighbours and a week, a"
                + " random draw and 100 resamples, not %d, %d, %d and %d"
                    .formatted(neighbours, startUp, draws, resamples));
      }
    }

    /** 20 neighbours after two years, 20 random draws, 1,000 resamples. */
    public static Settings withSeed(long seed) {
      return new Settings(20, 500, 20, 1_000, seed);
    }
  }

  /** How neighbours are found. */
  public enum Method {
    /** By the cosine of TF-IDF vectors, as {@link SessionIndex} does. */
    TERMS("TF-IDF"),
    /** By the distance of the conditions' numbers. */
    NUMBERS("numbers"),
    /** By both ranks. */
    BOTH("both");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    /** The name for people. */
    public String label() {
      return label;
    }
  }

  /** What is forecast. */
  public enum Target {
    /** The change of the main symbol's close. */
    MARKET,
    /** The profit of the strategy. */
    STRATEGY;

    /** The name for people. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reports on sessions.
   *
   * @param sessions of one strategy, in order
   * @param calendar says which sessions follow one another: none is forecast or a neighbour whose
   *     week has a gap
   * @return nothing if there are too few: 100 have to be forecast
   */
  public static Optional<RetrievalReport> of(
      List<SessionDocument> sessions, Settings settings, TradingCalendar calendar) {
    boolean[] followed = new SessionSequence(calendar).followed(sessions, Outcomes.WEEK);
    Neighbourhood walked = Neighbourhood.walk(sessions, followed, settings, calendar);
    int[] asked = walked.asked();
    if (asked.length < 100) {
      return Optional.empty();
    }
    List<Skill> skills = new ArrayList<>();
    for (Target target : Target.values()) {
      for (int horizon : new int[] {1, Outcomes.WEEK}) {
        Outcomes outcomes = Outcomes.of(sessions, followed, target, horizon);
        for (Method method : Method.values()) {
          skills.add(Skill.of(method, walked, outcomes, settings));
        }
      }
    }
    return Optional.of(
        new RetrievalReport(
            settings,
            asked.length,
            sessions.get(asked[0]).date(),
            sessions.get(asked[asked.length - 1]).date(),
            skills));
  }
}
