package io.bellwether.analyst.retrieval;

import io.bellwether.analyst.retrieval.Matches.Match;
import io.bellwether.analyst.retrieval.RetrievalReport.Method;
import io.bellwether.analyst.retrieval.RetrievalReport.Settings;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.SessionDocument;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The neighbours of each session that is forecast, as numbers of sessions.
 *
 * @param asked the sessions that are forecast
 * @param byTerms those found by the cosine, by session
 * @param byNumbers those found by the distance
 * @param byBoth those found by both ranks
 * @param random by draw and session
 */
@SuppressWarnings("ArrayRecordComponent") // Made here, read here, never compared.
record Neighbourhood(
    int[] asked, int[][] byTerms, int[][] byNumbers, int[][] byBoth, int[][][] random) {
  /**
   * What is added to a rank before its reciprocal is taken: G. Cormack, C. Clarke and S. Büttcher,
   * "Reciprocal Rank Fusion Outperforms Condorcet and Individual Rank Learning Methods", SIGIR
   * 2009.
   */
  private static final double RANK_OFFSET = 60;

  /**
   * Asks about each session after the start-up whose week is known.
   *
   * @param followed by session, whether its week is known in the end
   */
  static Neighbourhood walk(
      List<SessionDocument> sessions,
      boolean[] followed,
      Settings settings,
      TradingCalendar calendar) {
    int[] asked =
        IntStream.range(settings.startUp(), sessions.size()).filter(t -> followed[t]).toArray();
    int count = settings.neighbours();
    SessionIndex index = SessionIndex.of(sessions, calendar);
    ConditionNumbers numbers = new ConditionNumbers(sessions);
    SplittableRandom random = new SplittableRandom(settings.seed());
    int[][] byTerms = new int[asked.length][];
    int[][] byNumbers = new int[asked.length][];
    int[][] byBoth = new int[asked.length][];
    int[][][] drawn = new int[settings.draws()][asked.length][];
    for (int i = 0; i < asked.length; i++) {
      int t = asked[i];
      List<Match> known =
          known(index, sessions.get(t), count, t).filter(one -> followed[one.number()]).toList();
      double[] cosines = known.stream().mapToDouble(Match::similarity).toArray();
      double[] distances = numbers.squaredDistances(t);
      double[] nearness = known.stream().mapToDouble(one -> -distances[one.number()]).toArray();
      byTerms[i] = best(known, cosines, count);
      byNumbers[i] = best(known, nearness, count);
      byBoth[i] = best(known, fused(cosines, nearness), count);
      for (int[][] draw : drawn) {
        draw[i] = draw(known, count, random);
      }
    }
    return new Neighbourhood(asked, byTerms, byNumbers, byBoth, drawn);
  }

  /** What a method found, by session. */
  int[][] found(Method method) {
    return switch (method) {
      case TERMS -> byTerms;
      case NUMBERS -> byNumbers;
      case BOTH -> byBoth;
    };
  }

  /** Sessions of the regime whose week was over at the close of session {@code t}. */
  private static Stream<Match> known(SessionIndex index, SessionDocument asked, int count, int t) {
    return index.matches(asked, count + Outcomes.WEEK).all().stream()
        .filter(match -> match.number() + Outcomes.WEEK <= t);
  }

  /** Those with the highest scores, of equal ones the latest. */
  private static int[] best(List<Match> matches, double[] scores, int count) {
    return ranked(scores).limit(count).map(i -> matches.get(i).number()).toArray();
  }

  private static IntStream ranked(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> scores[i])
                .reversed()
                .thenComparing(Comparator.reverseOrder()))
        .mapToInt(Integer::intValue);
  }

  private static double[] fused(double[] left, double[] right) {
    double[] scores = new double[left.length];
    for (double[] side : List.of(left, right)) {
      int[] order = ranked(side).toArray();
      for (int rank = 0; rank < order.length; rank++) {
        scores[order[rank]] += 1 / (RANK_OFFSET + rank + 1);
      }
    }
    return scores;
  }

  /** Sessions drawn without putting back. */
  private static int[] draw(List<Match> matches, int count, SplittableRandom random) {
    int[] numbers = matches.stream().mapToInt(Match::number).toArray();
    int drawn = Math.min(count, numbers.length);
    for (int i = 0; i < drawn; i++) {
      int other = random.nextInt(i, numbers.length);
      int swapped = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = swapped;
    }
    return Arrays.copyOf(numbers, drawn);
  }
}
