package io.bellwether.workbench.scenario.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.logging.JsonEncoder;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.exchange.Fault.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Planted secrets, a story with every kind of failure, all of the log: the secrets appear nowhere.
 */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class SecretsStayHiddenTest {
  private static final String KEY_ID = "PKPLANTEDKEYID4711";
  private static final String SECRET = "planted/Secret+Value=0815";
  private static final String ENCODED = "planted%2FSecret%2BValue%3D0815";
  private static final String TOKEN = "plantedWebhookToken2342";

  /** Nobody listens on port 1. */
  private static final String WEBHOOK = "https://127.0.0.1:1/api/webhooks/123456/" + TOKEN;

  private static final List<String> PLANTED = List.of(KEY_ID, SECRET, ENCODED, TOKEN);

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final List<Appender<ILoggingEvent>> before = new ArrayList<>();
  private final FileAppender<ILoggingEvent> file = new FileAppender<>();
  private final List<Throwable> thrown = new ArrayList<>();

  @TempDir private Path directory;

  @BeforeEach
  void logEverythingIntoAFile() {
    Iterator<Appender<ILoggingEvent>> appenders = root.iteratorForAppenders();
    appenders.forEachRemaining(before::add);
    before.forEach(root::detachAppender);
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(root.getLoggerContext());
    encoder.start();
    file.setContext(root.getLoggerContext());
    file.setFile(directory.resolve("log.jsonl").toString());
    file.setEncoder(encoder);
    file.start();
    root.addAppender(file);
    root.setLevel(Level.DEBUG);
  }

  @AfterEach
  void logAsBefore() {
    root.detachAppender(file);
    file.stop();
    root.setLevel(Level.WARN);
    before.forEach(root::addAppender);
  }

  @Test
  void noSecretLeavesTheProcess(SharedCloud shared) throws IOException {
    List<String> outside = new ArrayList<>();
    shared.cloud().subscribe(outside::add);
    int published = shared.cloud().published().size();
    try (Story story = story(shared, SECRET)) {
      goThroughFailures(story);
      assertFalse(story.exchange().orders().isEmpty(), "the story was played");
      outside.addAll(items(shared.cloud()));
    }
    try (Story refused = story(shared, SECRET + "-of-yesterday")) {
      attempt(() -> refused.tick("10:30"));
      attempt(() -> refused.minutes(2));
      assertTrue(refused.exchange().orders().isEmpty(), "401");
      outside.addAll(items(shared.cloud()));
    }
    shared.cloud().published().stream()
        .skip(published)
        .forEach(request -> outside.add(request.toString()));
    root.atDebug().addKeyValue("secret", SECRET).log("somebody logs the secret");
    file.stop();
    List<String> log = Files.readAllLines(directory.resolve("log.jsonl"));
    assertTrue(log.size() > 20, "the log");
    assertTrue(log.getLast().contains("\"***\""), "all levels are there, and masked");
    assertTrue(outside.size() > 10);

    for (String planted : PLANTED) {
      assertFalse(log.stream().anyMatch(line -> line.contains(planted)), "log");
      assertFalse(outside.stream().anyMatch(t -> t.contains(planted)), "items, events, messages");
      assertFalse(texts().stream().anyMatch(text -> text.contains(planted)), "exceptions");
    }
  }

  private static Story story(SharedCloud shared, String stored) {
    return Story.rsi2(shared)
        .bars(Prices.IN_AND_OUT)
        .publishing()
        .venue(venue -> venue.credentials(KEY_ID, SECRET))
        .secret(SecretKey.ALPACA_SECRET_KEY, stored)
        .secret(SecretKey.DISCORD_WEBHOOK_URL, WEBHOOK)
        .setting(Setting.DISCORD_ENABLED, "true")
        .begin();
  }

  private void goThroughFailures(Story story) {
    FaultScript faults = story.faults();
    faults.next(1, FaultScript::placesOrder, new Effect.Disconnect(true));
    attempt(() -> story.tick("10:30"));
    attempt(() -> story.minutes(3));
    faults.next(2, FaultScript::trades, new Effect.Refuse(401, "{\"message\":\"forbidden.\"}"));
    attempt(() -> story.minutes(2));
    faults.next(2, FaultScript::trades, Effect.Refuse.serverError());
    attempt(() -> story.minutes(1));
    attempt(() -> story.tick("11:30"));
    faults.next(1, FaultScript::trades, new Effect.Disconnect(false));
    attempt(() -> story.minutes(3));
    story.to("16:30");
    faults.always(request -> true, new Effect.Disconnect(false));
    story.clock().of(Duration.ofMinutes(1));
    attempt(() -> story.functions().dailySummary());
    attempt(() -> story.functions().followUp());
    faults.end();
    attempt(() -> story.functions().dailySummary());
    assertFalse(thrown.isEmpty(), "the failures came");
  }

  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      thrown.add(e);
    }
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Throwable first : thrown) {
      for (Throwable e = first; e != null; e = e.getCause()) {
        texts.add(e.toString());
        for (Throwable suppressed : e.getSuppressed()) {
          texts.add(suppressed.toString());
        }
      }
    }
    return texts;
  }

  private static List<String> items(EmbeddedCloud cloud) {
    return cloud
        .dynamoClient()
        .scanPaginator(request -> request.tableName(EmbeddedCloud.TABLE))
        .items()
        .stream()
        .map(Object::toString)
        .toList();
  }
}
