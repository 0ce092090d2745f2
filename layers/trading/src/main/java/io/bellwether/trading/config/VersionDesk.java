package io.bellwether.trading.config;

import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.Checks;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.StrategyStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where versions are made, come into force and are taken back. Whatever is killed half-way, or
 * meets another, leaves the version that was active, or the new one together with its activation. A
 * person's word is carried out whoever was before; what happens by itself gives way to a person.
 */
public final class VersionDesk {
  /** Each failure is somebody else's success, and versions change a few times a month. */
  private static final int TRIES = 20;

  private static final int LONGEST_REASON = 1000;

  private final StrategyStore store;
  private final StrategyCatalog catalog;
  private final StrategyBook book;
  private final InstantSource clock;

  /** A desk for versions of the built-in strategies. */
  public VersionDesk(StrategyStore store, InstantSource clock) {
    this(store, StrategyCatalog.standard(), clock);
  }

  /**
   * A desk.
   *
   * @param catalog the strategies that a version may be one of
   */
  public VersionDesk(StrategyStore store, StrategyCatalog catalog, InstantSource clock) {
    this.store = store;
    this.catalog = catalog;
    this.book = new StrategyBook(store);
    this.clock = clock;
  }

  /**
   * The versions of a strategy and how they came into force. Where nothing is stored, the packaged
   * versions are.
   *
   * @throws IllegalArgumentException if there is no strategy of that name
   */
  public VersionHistory history(String strategy) {
    book.active(strategy);
    // Activations first: if a version comes into force in between, its number tells.
    List<Activation> activations = store.activations(strategy);
    int active = book.active(strategy).version();
    return new VersionHistory(strategy, active, store.versions(strategy), activations);
  }

  /**
   * Adds a version, which is not active yet: another one with some parameters changed.
   *
   * @param base the number of the version it is made from
   * @param changes the new values by parameter, at least one of them other than the base's
   * @param author who makes it
   * @param evidence what speaks for it; if there is a version of that evidence, it is the answer
   * @throws IllegalArgumentException if there is no such strategy or base, or the parameters cannot
   *     be: with everything that is wrong
   */
  public StrategyVersion add(
      String strategy,
      int base,
      Map<String, String> changes,
      String author,
      Optional<String> evidence) {
    name("the author", author);
    evidence.ifPresent(text -> name("the evidence", text));
    return untilFirst(
        strategy,
        () -> {
          VersionHistory history = history(strategy);
          Optional<StrategyVersion> known = evidence.flatMap(history::by);
          if (known.isPresent()) {
            return known;
          }
          int number = history.versions().getLast().version() + 1;
          StrategyVersion added =
              history
                  .version(base)
                  .successor(number, stripped(changes), author, clock.instant(), evidence);
          if (added.parameters().equals(history.version(base).parameters())) {
            throw new IllegalArgumentException(
                "nothing would change: %s v%d has these values".formatted(strategy, base));
          }
          requireRunnable(added);
          return store.create(added) ? Optional.of(added) : Optional.empty();
        });
  }

  /**
   * Makes a version the active one, whichever was: a person's word.
   *
   * @param author who says so
   * @param reason why, for people
   * @throws IllegalArgumentException if there is no such version, or it cannot be run
   */
  public ActivationOutcome activate(String strategy, int version, String author, String reason) {
    name("the author", author);
    String why = reason(reason);
    return untilFirst(
        strategy,
        () -> {
          VersionHistory history = history(strategy);
          StrategyVersion wanted = history.version(version);
          if (history.active() == version) {
            return Optional.of(new ActivationOutcome.AlreadyActive(version));
          }
          requireRunnable(wanted);
          return made(next(history, version, author, false, why, wanted.evidence()));
        });
  }

  /**
   * Makes a version the active one without a person, if nothing objects and the version that it was
   * held against still is the active one. Once for each evidence: asked again it answers what it
   * answered then, whatever came after.
   *
   * @param expected the version that the evidence speaks of as the active one
   * @param evidence the analysis and the number of its proposal
   * @param objection why it may not be after these activations, oldest first; asked at each
   *     attempt, and what is then made is the activation right after them, or nothing
   * @throws IllegalArgumentException if there is no such version, or it cannot be run
   */
  public ActivationOutcome activateByItself(
      String strategy,
      int expected,
      int version,
      String author,
      String reason,
      String evidence,
      Function<List<Activation>, Optional<String>> objection) {
    name("the author", author);
    name("the evidence", evidence);
    String why = reason(reason);
    return untilFirst(
        strategy,
        () -> {
          VersionHistory history = history(strategy);
          StrategyVersion wanted = history.version(version);
          Optional<Activation> before =
              history.activations().stream()
                  .filter(Activation::automatic)
                  .filter(activation -> activation.evidence().equals(Optional.of(evidence)))
                  .findFirst();
          if (before.isPresent()) {
            return before.map(ActivationOutcome.Activated::new);
          }
          Optional<String> against = objection.apply(history.activations());
          if (against.isPresent()) {
            return against.map(ActivationOutcome.Objected::new);
          }
          if (history.active() == version) {
            return Optional.of(new ActivationOutcome.AlreadyActive(version));
          }
          if (history.active() != expected) {
            return Optional.of(new ActivationOutcome.Overtaken(expected, history.active()));
          }
          requireRunnable(wanted);
          return made(next(history, version, author, true, why, Optional.of(evidence)));
        });
  }

  /**
   * Takes the last activation back: the version before it is active again. Once more, and the one
   * before that is taken back; a version that is activated later counts as the last again.
   *
   * @param from the version that is to be left; if another is active, nothing happens. So a
   *     rollback that is repeated because its answer was lost does not go back twice
   * @throws IllegalArgumentException if there is nothing to go back to, or it cannot be run
   */
  public ActivationOutcome rollback(String strategy, int from, String author, String reason) {
    name("the author", author);
    String why = reason(reason);
    return untilFirst(
        strategy,
        () -> {
          VersionHistory history = history(strategy);
          if (history.active() != from) {
            return Optional.of(
                history
                    .rollbackFrom(from)
                    .<ActivationOutcome>map(ActivationOutcome.AlreadyRolledBack::new)
                    .orElseGet(() -> new ActivationOutcome.Overtaken(from, history.active())));
          }
          Activation last =
              history
                  .last()
                  .filter(activation -> activation.previous().isPresent())
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "%s v%d is active and there is none before it to go back to"
                                  .formatted(strategy, from)));
          int version = last.previous().orElseThrow();
          StrategyVersion wanted = history.version(version);
          requireRunnable(wanted);
          return made(
              new Activation(
                  strategy,
                  history.nextActivation(),
                  version,
                  Optional.of(from),
                  author,
                  false,
                  why,
                  wanted.evidence(),
                  clock.instant(),
                  Optional.of(last.number())));
        });
  }

  /**
   * In what two versions differ.
   *
   * @throws IllegalArgumentException if there is no such strategy or version
   */
  public List<VersionDifference> diff(String strategy, int one, int other) {
    VersionHistory history = history(strategy);
    return VersionDifference.between(history.version(one), history.version(other));
  }

  private Activation next(
      VersionHistory history,
      int version,
      String author,
      boolean automatic,
      String reason,
      Optional<String> evidence) {
    return new Activation(
        history.strategy(),
        history.nextActivation(),
        version,
        Optional.of(history.active()),
        author,
        automatic,
        reason,
        evidence,
        clock.instant());
  }

  private Optional<ActivationOutcome> made(Activation activation) {
    return store.activate(activation)
        ? Optional.of(new ActivationOutcome.Activated(activation))
        : Optional.empty();
  }

  /** Looks and tries again as long as others come first. */
  private static <R> R untilFirst(String strategy, Supplier<Optional<R>> attempt) {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<R> result = attempt.get();
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw new ConcurrentUpdateException("the versions of " + strategy);
  }

  // What is not let in.

  /**
   * A version that cannot be made a strategy of would stop every tick, also those that reduce; an
   * old one may name what this release does not know any more.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public void requireRunnable(StrategyVersion version) {
    catalog.create(
        version.strategy(), version.symbols(), version.timeframe(), version.parameters());
    if (version.enabled()) {
      StrategyDocument.refusal(version.strategy())
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(why);
              });
    }
  }

  private static Map<String, String> stripped(Map<String, String> changes) {
    Map<String, String> stripped = new HashMap<>();
    changes.forEach((name, value) -> stripped.put(name, value.strip()));
    return stripped;
  }

  private static void name(String what, String text) {
    Checks.name(what, text);
    // Marks that turn the direction of writing, or take no room, make one name look like another.
    if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.FORMAT)) {
      throw new IllegalArgumentException(what + " holds an invisible character");
    }
  }

  /** Reasons are prose, and some are a model's: what a terminal would obey is left out. */
  private static String reason(String text) {
    String plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    if (plain.isEmpty()) {
      throw new IllegalArgumentException("the reason is blank: say why, for those who ask later");
    }
    int length = plain.codePointCount(0, plain.length());
    return length <= LONGEST_REASON
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_REASON - 1)).stripTrailing() + "…";
  }
}
