package io.bellwether.research.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.market.Timeframe;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Pieces of sweeps and their results as JSON. Numbers keep their last bit, and what is not defined
 * is the text {@code "NaN"}; daily returns are little-endian doubles in Base64. The same value
 * gives the same bytes.
 */
public final class SweepJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private record TaskForm(
      String strategy,
      List<String> symbols,
      String timeframe,
      SortedMap<String, String> fixed,
      List<String> names,
      SortedMap<String, String> settings,
      List<DataReference> data,
      Selection selection) {}

  private record ChunkForm(TaskForm task, List<ParameterSet> sets) {}

  @SuppressWarnings("ArrayRecordComponent") // Jackson writes bytes as Base64.
  private record RowForm(long set, byte[] returns) {}

  private record ResultForm(Selection selection, List<Trial> trials, List<RowForm> rows) {}

  private SweepJson() {}

  /** A piece as JSON, on one line. */
  public static String write(SweepChunk chunk) {
    SweepTask task = chunk.task();
    return text(
        new ChunkForm(
            new TaskForm(
                task.strategy(),
                task.symbols(),
                task.timeframe().toString(),
                task.fixed(),
                task.names(),
                task.settings(),
                task.data(),
                task.selection()),
            chunk.sets()));
  }

  /**
   * Reads a piece.
   *
   * @throws UncheckedIOException if it is not one; the message says where it stops being one
   */
  public static SweepChunk readChunk(String json) {
    ChunkForm form = read(json, ChunkForm.class);
    TaskForm task = form.task;
    return new SweepChunk(
        new SweepTask(
            task.strategy,
            task.symbols,
            Timeframe.parse(task.timeframe),
            task.fixed,
            task.names,
            task.settings,
            task.data,
            task.selection),
        form.sets);
  }

  /** A result as JSON, on one line. */
  public static String write(SweepResult result) {
    return text(
        new ResultForm(
            result.selection(),
            result.trials(),
            result.rows().stream()
                .map(row -> new RowForm(row.trial().set(), bytes(row.returns())))
                .toList()));
  }

  /**
   * Reads a result.
   *
   * @throws UncheckedIOException if it is not one; the message says where it stops being one
   * @throws IllegalArgumentException if its parts contradict each other
   */
  public static SweepResult readResult(String json) {
    ResultForm form = read(json, ResultForm.class);
    Map<Long, Trial> trials = new HashMap<>();
    form.trials.forEach(trial -> trials.put(trial.set(), trial));
    List<ReturnRow> rows = new ArrayList<>();
    for (RowForm row : form.rows) {
      Trial trial = trials.get(row.set);
      if (trial == null) {
        throw new IllegalArgumentException(
            "there are daily returns of set " + row.set + ", which was not tried");
      }
      rows.add(new ReturnRow(trial, doubles(row.returns)));
    }
    return SweepResult.of(form.selection, form.trials, rows);
  }

  private static String text(Object form) {
    try {
      return JSON.writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a piece of a sweep could not be written as JSON", e);
    }
  }

  private static <T> T read(String json, Class<T> form) {
    try {
      return JSON.readValue(json, form);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("not a piece of a sweep: " + e.getOriginalMessage(), e);
    }
  }

  private static byte[] bytes(double[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asDoubleBuffer().put(values);
    return buffer.array();
  }

  private static double[] doubles(byte[] bytes) {
    double[] values = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
    return values;
  }
}
