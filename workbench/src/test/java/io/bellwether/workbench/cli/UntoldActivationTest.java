package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.versions.VersionActions;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.cloud.MemoryItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever activates a version hears whether others were told of it. */
final class UntoldActivationTest {
  private final Ledger ledger =
      new DynamoLedger(new MemoryItemStore("memory"), AttemptTokens.of("test"));
  private final List<TradingEvent> told = new ArrayList<>();
  private boolean busTakes = true;

  private final VersionActions actions =
      new VersionActions(
          ledger,
          new StrategyBook(ledger.strategies()),
          version -> Optional.empty(),
          new EventPublisher() {
            @Override
            public void publish(TradingEvent event) {
              taken(event);
            }

            @Override
            public boolean taken(TradingEvent event) {
              return busTakes && told.add(event);
            }
          },
          () -> Cli.NOW);

  private static ObjectNode deed(String action) {
    return StateOptions.payload(action, "rsi2").put("author", "ada").put("reason", "as agreed");
  }

  private ObjectNode activate(int version) {
    return actions.answer(deed("activate").put("version", version));
  }

  @Test
  void whoCouldNotTellHearsIt() {
    ObjectNode add = StateOptions.payload("add", "rsi2").put("author", "ada");
    add.putObject("changes").put("entry-rsi", "11");
    actions.answer(add);
    busTakes = false;
    ObjectNode untold = activate(2);
    assertEquals("activated", untold.path("outcome").asText());
    assertFalse(untold.path("told").asBoolean(true));
    assertTrue(
        VersionSheet.outcome(untold, Optional.empty(), "AGAIN")
            .endsWith(
                "\nPeople could not be told of it: tell them, or repeat it, which tells them again:"
                    + "\nAGAIN"),
        VersionSheet.outcome(untold, Optional.empty(), "AGAIN"));
    busTakes = true;
    ObjectNode again = activate(2);
    assertEquals("already-active", again.path("outcome").asText());
    assertEquals(
        "rsi2 v2 was active before; nothing was changed",
        VersionSheet.outcome(again, Optional.empty(), "AGAIN"));

    busTakes = false;
    ObjectNode back = actions.answer(deed("rollback").put("from", 2));
    assertFalse(back.path("told").asBoolean(true));
    busTakes = true;
    assertTrue(activate(1).path("told").asBoolean());
    assertEquals(
        List.of("activation-rsi2-2", "activation-rsi2-3"),
        told.stream().flatMap(event -> event.occurrence().stream()).toList());
  }
}
