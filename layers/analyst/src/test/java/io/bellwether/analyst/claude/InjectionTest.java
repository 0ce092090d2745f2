package io.bellwether.analyst.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.AnalystSamples;
import io.bellwether.analyst.Consultation;
import io.bellwether.analyst.Dossier;
import io.bellwether.analyst.ProposalBounds;
import io.bellwether.analyst.UntrustedText;
import io.bellwether.trading.analysis.Proposal;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Hostile texts in news, notes and earlier reasonings, and a model that does what they say. */
class InjectionTest {
  static final Set<String> KINDS = Injections.texts().keySet();

  private final ClaudeFixture claude = new ClaudeFixture();

  @AfterEach
  void close() throws IOException {
    claude.close();
  }

  private Dossier planted(String kind) {
    String text = Injections.texts().get(kind);
    return AnalystSamples.dossier(claude.study, List.of("calm", text), List.of(text));
  }

  @Test
  void thereAreEnoughKinds() {
    assertTrue(KINDS.size() >= 24, KINDS::toString);
  }

  /** The text stands in the fence, on lines of its own, and leaves all else as it is. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void aHostileTextStaysInTheFence(String kind) {
    Prompt prompt = Prompt.of(planted(kind));
    Prompt plain =
        Prompt.of(AnalystSamples.dossier(claude.study, List.of("calm", "x"), List.of("x")));
    assertEquals(plain.system(), prompt.system());
    assertEquals(plain.schema(), prompt.schema());
    String user = prompt.user();
    assertEquals(1, count(user, UntrustedText.OPENING));
    assertEquals(1, count(user, UntrustedText.CLOSING));
    assertTrue(user.endsWith("\n" + UntrustedText.CLOSING + "\n"));
    int fence = user.indexOf(UntrustedText.OPENING);
    assertEquals(
        plain.user().substring(0, plain.user().indexOf(UntrustedText.OPENING)),
        user.substring(0, fence));
    assertEquals(plain.user().lines().count(), user.lines().count());
    assertTrue(user.length() < plain.user().length() + 6_000, "length " + user.length());
    user.substring(fence)
        .codePoints()
        .forEach(
            c -> assertTrue(c == '\n' || isVisible(c), () -> kind + ": " + Integer.toHexString(c)));
    assertFalse(user.substring(fence).matches("(?s).*\\p{N}{2}.*"), user);
  }

  /** Whatever is planted, and however gladly the model obeys: nothing it says may be done. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void anObedientModelChangesNothing(String kind) {
    List<String> answers = List.copyOf(Injections.obedientAnswers().values());
    int turn = List.copyOf(KINDS).indexOf(kind) % answers.size();
    refused(planted(kind), answers.get(turn));
  }

  @Test
  void noObedienceIsOfAnyUse() {
    Dossier dossier = planted("plain order");
    Injections.obedientAnswers().values().forEach(answer -> refused(dossier, answer));
  }

  private void refused(Dossier dossier, String answer) {
    claude.server.always(MessagesServer.answer(answer));
    Consultation consultation = claude.ask(dossier);
    assertEquals(answer, consultation.answer());
    assertTrue(
        !consultation.proposals().isEmpty() || !consultation.notes().isEmpty(),
        consultation::toString);
    for (Proposal proposal : consultation.proposals()) {
      assertTrue(
          ProposalBounds.refusal(claude.study, proposal).isPresent(), consultation::toString);
    }
  }

  /** The guard can tell good from bad: the same way with an allowed change ends in a proposal. */
  @Test
  void anAllowedChangeIsAProposal() {
    claude.server.always(
        MessagesServer.answer(
            Injections.obedientAnswers().get("a value out of bounds").replace("99", "25")));
    Consultation consultation = claude.ask(planted("plain order"));
    assertEquals(1, consultation.proposals().size());
    assertTrue(ProposalBounds.refusal(claude.study, consultation.proposals().getFirst()).isEmpty());
  }

  private static boolean isVisible(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.PRIVATE_USE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && !(c >= 0xFE00 && c <= 0xFE0F);
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
