package io.bellwether.cloud.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.cloud.SecretRedactor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {
  private static final String SECRET = "planted+secret/value";

  private final SecretRedactor redactor = new SecretRedactor();
  private final JsonEncoder encoder = new JsonEncoder(redactor);
  private final LoggerContext context = new LoggerContext();
  private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
  private final Logger logger = context.getLogger("io.bellwether.Test");
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void attach() {
    redactor.register(SECRET);
    context.setMDCAdapter(mdc);
    var appender =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
          }
        };
    appender.setContext(context);
    appender.start();
    logger.addAppender(appender);
  }

  @Test
  void anEventIsOneFlatLine() throws Exception {
    mdc.put("requestId", "r-1");
    logger
        .atInfo()
        .setMessage("order\nsent \"now\"")
        .addKeyValue("quantity", new BigDecimal("12.50"))
        .addKeyValue("attempt", 1)
        .addKeyValue("open", true)
        .addKeyValue("price", Double.NaN)
        .addKeyValue("level", "mine")
        .addKeyValue("nothing", (Object) null)
        .log();
    String line = lines.getFirst();
    assertTrue(line.startsWith("{\"level\":\"INFO\",\"message\":\"order"), line);
    assertEquals(line.length() - 1, line.indexOf('\n'), line);
    JsonNode json = new ObjectMapper().readTree(line);
    assertTrue(Instant.parse(json.path("timestamp").textValue()).isAfter(Instant.EPOCH));
    assertEquals("INFO", json.path("level").textValue());
    assertEquals("mine", json.path("level_").textValue());
    assertEquals("order\nsent \"now\"", json.path("message").textValue());
    assertTrue(line.contains("\"quantity\":12.50"), line);
    assertEquals(1, json.path("attempt").intValue());
    assertTrue(json.path("open").booleanValue());
    assertEquals("NaN", json.path("price").textValue());
    assertTrue(json.path("nothing").isNull());
    assertEquals("r-1", json.path("requestId").textValue());
    assertEquals("io.bellwether.Test", json.path("logger").textValue());
  }

  @Test
  void aSecretIsInNoField() {
    mdc.put("header", SECRET);
    logger
        .atError()
        .setMessage("could not use {}")
        .addArgument(SECRET)
        .addKeyValue("url", "https://example.com/?key=planted%2Bsecret%2Fvalue")
        .addKeyValue(SECRET, new StringBuilder(SECRET))
        .setCause(new IllegalStateException(SECRET, new RuntimeException("again " + SECRET)))
        .log();
    String line = lines.getFirst();
    assertFalse(line.contains(SECRET), line);
    assertFalse(line.contains("planted"), line);
    assertTrue(line.contains("could not use ***"), line);
  }

  @Test
  void anErrorHasItsCausesAndAShortStack() throws Exception {
    logger.error("failed", deep(200));
    JsonNode json = new ObjectMapper().readTree(lines.getFirst());
    assertEquals("java.lang.IllegalStateException: top", json.path("error").textValue());
    String stack = json.path("stack").textValue();
    assertTrue(stack.contains("caused by: java.lang.RuntimeException: bottom"), stack);
    assertTrue(stack.lines().count() < 40, stack);
  }

  private static RuntimeException deep(int depth) {
    return depth == 0
        ? new IllegalStateException("top", new RuntimeException("bottom"))
        : deep(depth - 1);
  }
}
