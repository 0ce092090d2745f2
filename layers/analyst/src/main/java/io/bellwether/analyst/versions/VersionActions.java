package io.bellwether.analyst.versions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.Announcements;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.ActivationOutcome;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.ledger.Ledger;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Carries out what a person asks about versions, of a payload with an {@code action}:
 *
 * <pre>
 * {"action": "versions", "strategy": S}
 * {"action": "diff", "strategy": S, "from": N, "to": N}
 * {"action": "add", "strategy": S, "base": N, "changes": {NAME: VALUE}, "author": A}
 * {"action": "activate", "strategy": S, "version": N, "author": A, "reason": R}
 * {"action": "rollback", "strategy": S, "from": N, "author": A, "reason": R}
 * {"action": "shadow", "strategy": S, "version": N, "author": A}
 * {"action": "shadow", "strategy": S, "off": true}
 * {"action": "shadow", "strategy": S}
 * </pre>
 *
 * <p>Without its {@code base} a version is made from the active one; without its {@code from} a
 * rollback leaves whichever is active when it is carried out, and must not be repeated blindly.
 * People are told of what comes into force.
 */
public final class VersionActions {
  /** The actions there are, and what each may be told besides its strategy. */
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "versions", Set.of(),
          "diff", Set.of("from", "to"),
          "add", Set.of("base", "changes", "author"),
          "activate", Set.of("version", "author", "reason"),
          "rollback", Set.of("from", "author", "reason"),
          "shadow", Set.of("version", "author", "off"));

  private final VersionDesk desk;
  private final ShadowDesk shadows;
  private final StrategyBook book;
  private final EventPublisher events;

  /**
   * The actions on a ledger.
   *
   * @param book the strategies as they run here, whose accounts people are told by
   * @param markets the bars of a version, as it runs here, up to now, with the costs they are
   *     traded at, if they are to be had
   * @param events tells people
   */
  public VersionActions(
      Ledger ledger,
      StrategyBook book,
      Function<StrategyVersion, Optional<BarsMarket>> markets,
      EventPublisher events,
      InstantSource clock) {
    this.desk = new VersionDesk(ledger.strategies(), clock);
    this.shadows =
        new ShadowDesk(
            desk,
            ledger.analysis().shadows(),
            version -> markets.apply(book.bound(version)),
            clock);
    this.book = book;
    this.events = events;
  }

  /** Whether a payload's {@code action} is one of these. */
  public static boolean isOne(String action) {
    return KEYS.containsKey(action);
  }

  /**
   * Carries an action out.
   *
   * @throws IllegalArgumentException if the payload is not one of those above, or asks for what
   *     there is not; nothing was changed then
   */
  public ObjectNode answer(ObjectNode payload) {
    String action = text(payload, "action");
    requireKeys(payload, action);
    String strategy = text(payload, "strategy");
    return switch (action) {
      case "versions" -> VersionJson.of(desk.history(strategy));
      case "diff" -> diff(payload, strategy);
      case "add" -> add(payload, strategy);
      case "activate" ->
          announced(
              strategy,
              () ->
                  desk.activate(
                      strategy,
                      number(payload, "version"),
                      text(payload, "author"),
                      text(payload, "reason")));
      case "shadow" -> shadow(payload, strategy);
      default ->
          announced(
              strategy,
              () ->
                  desk.rollback(
                      strategy,
                      orActive(payload, "from", strategy),
                      text(payload, "author"),
                      text(payload, "reason")));
    };
  }

  private ObjectNode shadow(ObjectNode payload, String strategy) {
    if (payload.has("version")) {
      if (payload.has("off")) {
        throw new IllegalArgumentException(
            "a version begins in the shadow, and 'off' ends it: give one of them");
      }
      return VersionJson.of(
          shadows.begin(strategy, number(payload, "version"), text(payload, "author")));
    }
    if (!payload.has("off")) {
      return VersionJson.of(shadows.report(strategy));
    }
    if (!payload.path("off").isBoolean() || !payload.path("off").booleanValue()) {
      throw new IllegalArgumentException("'off' must be true");
    }
    return VersionJson.of(shadows.end(strategy));
  }

  private ObjectNode diff(ObjectNode payload, String strategy) {
    int from = number(payload, "from");
    int to = number(payload, "to");
    return VersionJson.of(strategy, from, to, desk.diff(strategy, from, to));
  }

  private ObjectNode add(ObjectNode payload, String strategy) {
    JsonNode given = payload.path("changes");
    if (!given.isObject()) {
      throw new IllegalArgumentException("'changes' must be an object of parameters");
    }
    Map<String, String> changes = new TreeMap<>();
    given.properties().forEach(each -> changes.put(each.getKey(), each.getValue().asText()));
    int base = orActive(payload, "base", strategy);
    StrategyVersion added =
        desk.add(strategy, base, changes, text(payload, "author"), Optional.empty());
    return VersionJson.of(added, false).put("strategy", strategy);
  }

  /**
   * Tells people of an activation; of one that was made before once more, because whoever made it
   * may have been killed before: of the last, and where a rollback finds the version left that it
   * was to leave, of the last rollback that left it. They are told once by its name. The answer
   * says whether that was {@code told}; where it is false, doing it once more tells again.
   */
  private ObjectNode announced(String strategy, Supplier<ActivationOutcome> action) {
    // First: if it cannot be told whose account it is, nothing is done.
    book.active(strategy);
    String account = book.get(strategy).account().id();
    ActivationOutcome outcome = action.get();
    Optional<Activation> made =
        switch (outcome) {
          case ActivationOutcome.Activated(Activation activation) -> Optional.of(activation);
          case ActivationOutcome.AlreadyRolledBack(Activation activation) ->
              Optional.of(activation);
          case ActivationOutcome.AlreadyActive _ -> lastActivation(strategy, activation -> true);
          case ActivationOutcome.Overtaken(int expected, int _) ->
              lastActivation(
                  strategy,
                  activation ->
                      activation.undoes().isPresent()
                          && activation.previous().equals(Optional.of(expected)));
          case ActivationOutcome.Objected _ -> Optional.empty();
        };
    ObjectNode answer = VersionJson.of(strategy, outcome);
    // What a person has done stays done; who did it is here to hear that nobody else was told.
    made.ifPresent(
        activation ->
            answer.put("told", events.taken(Announcements.activated(activation, account))));
    return answer;
  }

  /** The last activation like that; the first of all is nobody's news. */
  private Optional<Activation> lastActivation(String strategy, Predicate<Activation> like) {
    return desk.history(strategy).activations().stream()
        .filter(activation -> activation.previous().isPresent())
        .filter(like)
        .reduce((earlier, later) -> later);
  }

  private int orActive(ObjectNode payload, String key, String strategy) {
    return payload.has(key) ? number(payload, key) : desk.history(strategy).active();
  }

  // Reading a payload.

  private static void requireKeys(ObjectNode payload, String action) {
    Set<String> known = KEYS.get(action);
    if (known == null) {
      throw new IllegalArgumentException(
          "there is no action '%s' on versions; there are %s"
              .formatted(action, new TreeSet<>(KEYS.keySet())));
    }
    for (Iterator<String> names = payload.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name) && !name.equals("action") && !name.equals("strategy")) {
        throw new IllegalArgumentException(
            "'%s' takes no '%s'; it takes 'strategy' and %s"
                .formatted(action, name, new TreeSet<>(known)));
      }
    }
  }

  private static String text(ObjectNode payload, String key) {
    JsonNode value = payload.path(key);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("'" + key + "' must be a text");
    }
    return value.textValue();
  }

  private static int number(ObjectNode payload, String key) {
    JsonNode value = payload.path(key);
    if (!value.isInt() || value.intValue() < 1) {
      throw new IllegalArgumentException(
          "'" + key + "' must be the number of a version, such as 2, not " + value);
    }
    return value.intValue();
  }
}
