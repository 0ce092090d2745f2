package io.bellwether.analyst.claude;

import io.bellwether.analyst.Analyst;
import io.bellwether.analyst.AnalystUnavailableException;
import io.bellwether.analyst.Consultation;
import io.bellwether.analyst.Dossier;
import io.bellwether.analyst.Study;
import io.bellwether.analyst.UntrustedText;
import io.bellwether.analyst.claude.Budget.Reservation;
import io.bellwether.analyst.claude.MessagesClient.Reply;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.RetryHint;
import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.analysis.Complaint;
import io.bellwether.trading.analysis.ModelUse;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.SpendStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks Claude.
 *
 * <p>Each attempt reserves the most it may cost before it is made; see {@link Budget}. A lost
 * connection, a slow answer, 408, 409, 429 and 5xx are tried again a few times, after what the
 * server asks for if that is bearable, and then the analyst is unavailable. Everything else that
 * goes wrong is a consultation without proposals: where nobody could be asked (no key, a key that
 * is refused, no money left, a question that is refused) its answer is empty, and where the model
 * did answer, the answer is kept word for word.
 */
public final class ClaudeAnalyst implements Analyst {
  /** The name in the record. */
  public static final String NAME = "claude";

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(8);

  /** Who asks for a longer wait than this is asked again by another run. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** In less than this no model answers. */
  private static final Duration SHORTEST_CALL = Duration.ofMillis(500);

  /** Of an answer that is no message, for the audit. */
  private static final int MOST_KEPT = 100_000;

  private final ClaudeSettings settings;
  private final ApiKeys keys;
  private final Budget budget;
  private final MessagesClient messages;
  private final Pause pause;
  private final RandomGenerator jitter;

  /**
   * An analyst.
   *
   * @param keys where to take the key from; read anew once when it is refused
   * @param spend what was spent so far
   * @param clock tells the month of the budget
   * @param pause how to wait between attempts
   * @param jitter spreads the attempts; used by one thread at a time
   */
  public ClaudeAnalyst(
      ClaudeSettings settings,
      ApiKeys keys,
      SpendStore spend,
      InstantSource clock,
      Pause pause,
      RandomGenerator jitter) {
    this.settings = settings;
    this.keys = keys;
    this.budget = new Budget(spend, clock, settings.monthlyBudgetUsd());
    this.messages = new MessagesClient(settings);
    this.pause = pause;
    this.jitter = jitter;
  }

  @Override
  public Consultation consult(String analysis, Study study, Dossier dossier, Deadline deadline) {
    Prompt prompt = Prompt.of(dossier);
    Optional<ApiKey> key;
    try {
      key = Optional.of(keys.current());
    } catch (ApiKeyException e) {
      return unanswered(prompt, List.of(), "there is no key for it: " + e.getMessage());
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
    return new Question(analysis, prompt, dossier, deadline).ask(key.get());
  }

  /** Wherever keys are kept may be out of reach, and its message is not ours to show. */
  private static AnalystUnavailableException unreadable(RuntimeException e) {
    return new AnalystUnavailableException(
        "Claude's key cannot be read (" + e.getClass().getSimpleName() + "); nothing was changed");
  }

  private static Consultation unanswered(Prompt prompt, List<String> before, String why) {
    List<String> notes = new ArrayList<>(before);
    notes.add("Claude gave no answer: " + why);
    return new Consultation(NAME, prompt.text(), "", List.of(), List.of(), List.copyOf(notes));
  }

  /** One question and the attempts to have it answered. */
  private final class Question {
    private final String analysis;
    private final Prompt prompt;
    private final Dossier dossier;
    private final Deadline deadline;
    private final BigDecimal mostUsd;
    private final List<String> notes = new ArrayList<>();
    private boolean keyReread;

    Question(String analysis, Prompt prompt, Dossier dossier, Deadline deadline) {
      this.analysis = analysis;
      this.prompt = prompt;
      this.dossier = dossier;
      this.deadline = deadline;
      this.mostUsd =
          settings.prices().costUsd(messages.mostInputTokens(prompt), settings.maxTokens());
    }

    Consultation ask(ApiKey firstKey) {
      ApiKey key = firstKey;
      int attempt = 1;
      while (true) {
        Duration timeout = deadline.atMost(settings.timeout());
        if (timeout.compareTo(SHORTEST_CALL) < 0) {
          throw unavailable("there is no time left to ask", attempt);
        }
        Optional<Reservation> reservation = budget.reserve(analysis, mostUsd);
        if (reservation.isEmpty()) {
          return overBudget();
        }
        Reply reply = messages.ask(prompt, key, timeout);
        if (reply instanceof Reply.Answered(HttpAnswer answer, boolean whole)) {
          if (answer.isSuccess()) {
            return answered(answer.body(), whole, reservation.get());
          }
          if (MessageEnvelope.isError(answer.body())) {
            settle(() -> budget.release(reservation.get()));
          }
          Optional<ApiKey> rotated = answer.status() == 401 ? rotated(key) : Optional.empty();
          if (rotated.isPresent()) {
            key = rotated.get();
            continue;
          }
          if (!isPassing(answer.status())) {
            String refusal = refusal(answer);
            return unanswered(prompt, notes, refusal)
                .complaining(
                    Optional.empty(),
                    Optional.of(
                        new Complaint("Claude could not be asked: " + refusal, Optional.empty())));
          }
        }
        waitAfter(reply, attempt);
        attempt++;
      }
    }

    private Consultation overBudget() {
      // A budget of nothing is a decision and no event.
      return unanswered(
              prompt,
              notes,
              "it may cost up to %s USD, which the month's budget of %s USD does not allow any more"
                  .formatted(mostUsd.toPlainString(), settings.monthlyBudgetUsd().toPlainString()))
          .complaining(
              Optional.of(settings.monthlyBudgetUsd()).filter(budget -> budget.signum() > 0),
              Optional.empty());
    }

    /** The key may have been rotated since it was read: once it is read anew. */
    private Optional<ApiKey> rotated(ApiKey refused) {
      if (keyReread) {
        return Optional.empty();
      }
      keyReread = true;
      try {
        return Optional.of(keys.reread()).filter(key -> !key.equals(refused));
      } catch (ApiKeyException e) {
        return Optional.empty();
      } catch (RuntimeException e) {
        throw unreadable(e);
      }
    }

    private void waitAfter(Reply reply, int attempt) {
      String what = describe(reply);
      if (attempt >= settings.tries()) {
        throw unavailable(what, attempt);
      }
      Duration wait = backoff(attempt);
      if (reply instanceof Reply.Answered(HttpAnswer answer, boolean whole)) {
        wait = wait.plus(RetryHint.in(answer, deadline.clock().instant()));
      }
      if (wait.compareTo(LONGEST_WAIT) > 0 || !deadline.allows(wait.plus(SHORTEST_CALL))) {
        throw unavailable(
            what + "; it is to be asked again in " + wait.toSeconds() + " s", attempt);
      }
      pause.of(wait);
      if (Thread.currentThread().isInterrupted()) {
        throw unavailable("interrupted while waiting to ask again", attempt);
      }
    }

    private Consultation answered(String body, boolean whole, Reservation reservation) {
      Optional<MessageEnvelope> envelope =
          whole ? MessageEnvelope.read(body) : Optional.<MessageEnvelope>empty();
      if (envelope.isEmpty()) {
        notes.add(
            whole
                ? "the answer cannot be used: it is no message"
                : "the answer cannot be used: it is longer than any that was asked for");
        notes.add("what it cost is not known; its reservation stays");
        return consultation(body, List.of(), List.of());
      }
      List<ModelUse> uses = charged(envelope.get(), reservation);
      AnswerReader.Reading reading = read(envelope.get());
      notes.addAll(reading.notes());
      String said = envelope.get().text().isBlank() ? body : envelope.get().text();
      return consultation(said, uses, reading.proposals());
    }

    private List<ModelUse> charged(MessageEnvelope envelope, Reservation reservation) {
      if (envelope.usage().isEmpty()) {
        notes.add("the answer does not say what it took; its reservation stays");
        return List.of();
      }
      MessageEnvelope.Usage usage = envelope.usage().get();
      BigDecimal cost = settings.prices().costUsd(usage.input(), usage.output());
      settle(() -> budget.spend(reservation, cost));
      return List.of(new ModelUse(settings.model(), usage.input(), usage.output(), cost));
    }

    /** Why the model ended comes first: what it wrote until then may look like an answer. */
    private AnswerReader.Reading read(MessageEnvelope envelope) {
      String ended =
          switch (envelope.stopReason()) {
            case "end_turn", "stop_sequence" -> "";
            case "refusal" -> "the model refused to answer";
            case "max_tokens" ->
                "the answer was cut after %d tokens; allow more".formatted(settings.maxTokens());
            case "model_context_window_exceeded" -> "the question is too long for the model";
            default ->
                "the model ended with '%s', which is no answer"
                    .formatted(UntrustedText.readable(envelope.stopReason(), 40));
          };
      return ended.isEmpty()
          ? AnswerReader.read(envelope.text(), dossier.parameters())
          : new AnswerReader.Reading(List.of(), List.of(ended));
    }

    /** An answer that was paid for is not lost because the books could not be kept. */
    private void settle(Runnable change) {
      try {
        change.run();
      } catch (RuntimeException e) {
        notes.add(
            "what the question cost could not be stored (%s); its reservation stays"
                .formatted(e.getClass().getSimpleName()));
      }
    }

    private Consultation consultation(
        String answer, List<ModelUse> uses, List<Proposal> proposals) {
      String kept = answer.length() <= MOST_KEPT ? answer : answer.substring(0, MOST_KEPT);
      if (kept.length() < answer.length()) {
        notes.add("of the answer the first " + MOST_KEPT + " characters are kept");
      }
      return new Consultation(NAME, prompt.text(), kept, uses, proposals, List.copyOf(notes))
          .complaining(
              Optional.empty(),
              proposals.isEmpty() && !notes.isEmpty()
                  ? Optional.of(new Complaint(String.join("; ", notes), Optional.empty()))
                  : Optional.empty());
    }
  }

  private Duration backoff(int attempt) {
    long doubled =
        Math.min(LONGEST_BACKOFF.toMillis(), FIRST_BACKOFF.toMillis() << Math.min(attempt - 1, 10));
    synchronized (jitter) {
      return Duration.ofMillis(jitter.nextLong(doubled + 1));
    }
  }

  private static boolean isPassing(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
  }

  private static String refusal(HttpAnswer answer) {
    String said = "HTTP " + answer.status() + " " + MessageEnvelope.errorMessage(answer.body());
    return switch (answer.status()) {
      case 401 -> said + "; the key is wrong, also after reading it anew";
      case 402 -> said + "; see the account's billing";
      case 403 -> said + "; the key may not use this model";
      case 404 -> said + "; see the model's id and the base URL";
      case 413 -> said + "; the question is too long";
      default -> said + "; the question has to be mended before it is asked again";
    };
  }

  private static String describe(Reply reply) {
    return switch (reply) {
      case Reply.Answered(HttpAnswer answer, boolean whole) ->
          "HTTP " + answer.status() + " " + MessageEnvelope.errorMessage(answer.body());
      case Reply.Lost(Exception why) -> "no answer (" + rootOf(why) + ")";
    };
  }

  private static String rootOf(Throwable why) {
    Throwable root = why;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName();
  }

  private static AnalystUnavailableException unavailable(String what, int attempt) {
    return new AnalystUnavailableException(
        "Claude cannot be asked now: " + what + ", attempt " + attempt + "; nothing was changed");
  }
}
