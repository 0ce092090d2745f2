package io.bellwether.cloud.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bellwether.cloud.SecretRedactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as one line: {@code level} and {@code message} first, where the eye falls in a
 * log tail, then the key-values and the MDC as fields of their own, of a throwable {@code error}
 * and {@code stack}, {@code logger} and {@code timestamp} (UTC, milliseconds). Lambda knows {@code
 * timestamp}, {@code level}, {@code message} and {@code requestId} by these names. Secrets known to
 * the redactor are masked in every one of them. A field whose name is taken gets an underscore. The
 * messages of one logger, {@link #VERBATIM}, are lines already.
 */
public final class JsonEncoder extends EncoderBase<ILoggingEvent> {
  /** The name of the logger whose messages are written as they are, such as metrics. */
  public static final String VERBATIM = "verbatim";

  private static final byte[] NOTHING = new byte[0];
  private static final Set<String> OWN =
      Set.of("timestamp", "level", "message", "logger", "error", "stack");

  private final JsonFactory json = new JsonFactory();
  private final SecretRedactor redactor;

  /** With the process's redactor: what a configuration file makes. */
  public JsonEncoder() {
    this(SecretRedactor.ofProcess());
  }

  public JsonEncoder(SecretRedactor redactor) {
    this.redactor = redactor;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    if (event.getLoggerName().equals(VERBATIM)) {
      String line = redactor.redact(event.getFormattedMessage()) + "\n";
      return line.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator line = json.createGenerator(bytes)) {
      line.writeStartObject();
      write(line, event);
      line.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    bytes.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private void write(JsonGenerator line, ILoggingEvent event) throws IOException {
    line.writeStringField("level", event.getLevel().toString());
    text(line, "message", String.valueOf(event.getFormattedMessage()));
    Set<String> taken = new HashSet<>(OWN);
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        value(line, free(taken, pair.key), pair.value);
      }
    }
    for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
      text(line, free(taken, entry.getKey()), String.valueOf(entry.getValue()));
    }
    if (event.getThrowableProxy() != null) {
      text(line, "error", Stacks.title(event.getThrowableProxy()));
      text(line, "stack", Stacks.trimmed(event.getThrowableProxy()));
    }
    line.writeStringField("logger", event.getLoggerName());
    line.writeStringField(
        "timestamp", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private void value(JsonGenerator line, String name, Object value) throws IOException {
    switch (value) {
      case null -> line.writeNullField(redactor.redact(name));
      case Boolean flag -> line.writeBooleanField(redactor.redact(name), flag);
      case Integer number -> line.writeNumberField(redactor.redact(name), number);
      case Long number -> line.writeNumberField(redactor.redact(name), number);
      case BigDecimal number -> line.writeNumberField(redactor.redact(name), number);
      case Double number when Double.isFinite(number) ->
          line.writeNumberField(redactor.redact(name), number);
      default -> text(line, name, value.toString());
    }
  }

  private void text(JsonGenerator line, String name, String value) throws IOException {
    line.writeStringField(redactor.redact(name), redactor.redact(value));
  }

  private static String free(Set<String> taken, String name) {
    String candidate = name;
    while (!taken.add(candidate)) {
      candidate += "_";
    }
    return candidate;
  }
}
