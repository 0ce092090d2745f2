package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.CsvFault.Kind;
import io.bellwether.market.feed.CsvLine.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads rows of bars straight from bytes into columns. A row as almost all are, {@code
 * 2024-10-31T13:30:00Z,71.02,71.4,70.88,71.31,1250300}, takes one pass and no object; any other is
 * left to {@link CsvLine}, which knows all that is allowed and complains about the rest.
 */
final class CsvBarRows {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long ODD = Long.MIN_VALUE;
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final ZoneId zone;
  private final Consumer<FaultException> faults;
  private final byte[] bytes = new byte[BUFFER_BYTES];

  /** Where the next row, or within a row the next field, starts. */
  private int position;

  private long line;
  private boolean headerSeen;
  private boolean dates;
  private long impossibleLine;

  private int latestYearMonthDay = -1;
  private long latestMidnight;

  private int size;
  private long[] startMillis = new long[2048];
  private double[] open = new double[2048];
  private double[] high = new double[2048];
  private double[] low = new double[2048];
  private double[] close = new double[2048];
  private double[] volume = new double[2048];

  /**
   * A reader of one file.
   *
   * @param zone the zone whose midnights begin dates
   * @param faults told of each line that cannot be a bar; returns to go on with the next
   */
  CsvBarRows(ZoneId zone, Consumer<FaultException> faults) {
    this.zone = zone;
    this.faults = faults;
  }

  /**
   * Reads to the end.
   *
   * @param expectedBytes about how long the text is; a good guess saves growing the columns
   */
  void read(InputStream in, long expectedBytes) throws IOException {
    int filled = 0;
    // The last byte stays free for the line end that the last line may lack.
    for (int count; (count = in.read(bytes, filled, BUFFER_BYTES - 1 - filled)) >= 0; ) {
      boolean first = size == 0;
      filled += count;
      int end = afterLastLineEnd(filled);
      readLines(end);
      if (first && size > 0) {
        resize((int) Math.min(1 << 20, 64 + expectedBytes * size / end * 65 / 64));
      }
      System.arraycopy(bytes, end, bytes, 0, filled - end);
      filled -= end;
      if (filled == BUFFER_BYTES - 1) {
        throw CsvLine.fault(
            line + 1,
            Kind.MALFORMED,
            "a line of more than " + filled + " bytes",
            String.join(",", CsvLine.HEADER));
      }
    }
    if (filled > 0) {
      bytes[filled] = '\n';
      readLines(filled + 1);
    }
  }

  private int afterLastLineEnd(int filled) {
    int end = filled;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private void readLines(int end) throws IOException {
    position = 0;
    while (position < end) {
      line++;
      int start = position;
      if (size == 0 || !readPlainRow(end)) {
        position = start;
        readLine();
      }
    }
  }

  /** Whether a row is as almost all are; if not, nothing is kept of it. */
  private boolean readPlainRow(int end) {
    int stampLength = dates ? 10 : 20;
    if (end - position <= stampLength) {
      return false;
    }
    long start = dates ? midnight(position) : instant(position);
    position += stampLength;
    if (start <= startMillis[size - 1] || bytes[position++] != ',') {
      return false;
    }
    double o = field(',');
    double h = field(',');
    double l = field(',');
    double c = field(',');
    double v = field('\n');
    // Comparisons with NaN, which stands for an odd field, are false.
    boolean plain = o > 0 && h > 0 && l > 0 && c > 0 && v >= 0;
    if (plain) {
      add(start, o, h, l, c, v);
    }
    return plain;
  }

  /** The instant {@code 2024-10-31T13:30:00Z} at a place, or {@link #ODD}. */
  private long instant(int at) {
    byte[] b = bytes;
    if (b[at + 10] != 'T' || b[at + 13] != ':' || b[at + 16] != ':' || b[at + 19] != 'Z') {
      return ODD;
    }
    long midnight = midnight(at);
    int hour = twoDigits(at + 11);
    int minute = twoDigits(at + 14);
    int second = twoDigits(at + 17);
    boolean valid =
        midnight != ODD
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    return valid ? midnight + ((hour * 60L + minute) * 60 + second) * 1000 : ODD;
  }

  /** The midnight that begins the date {@code 2024-10-31} at a place, or {@link #ODD}. */
  private long midnight(int at) {
    int century = twoDigits(at);
    int ofCentury = twoDigits(at + 2);
    int month = twoDigits(at + 5);
    int day = twoDigits(at + 8);
    boolean digits = (century | ofCentury | month | day) >= 0;
    if (!digits || bytes[at + 4] != '-' || bytes[at + 7] != '-') {
      return ODD;
    }
    int yearMonthDay = ((century * 100 + ofCentury) * 100 + month) * 100 + day;
    if (yearMonthDay != latestYearMonthDay) {
      latestMidnight = midnight(century * 100 + ofCentury, month, day);
      latestYearMonthDay = yearMonthDay;
    }
    return latestMidnight;
  }

  private long midnight(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > Month.of(month).length(Year.isLeap(year))) {
      return ODD;
    }
    LocalDate date = LocalDate.of(year, month, day);
    return dates
        ? date.atStartOfDay(zone).toInstant().toEpochMilli()
        : date.toEpochDay() * MILLIS_PER_DAY;
  }

  /** The number of two digits at a place; negative if they are none. */
  private int twoDigits(int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
  }

  /** The decimal number at the position, which moves behind its end; NaN if it is an odd one. */
  private double field(char end) {
    byte[] b = bytes;
    int from = position;
    int at = from;
    long digits = 0;
    // Every line ends with a line end, so that these loops do too.
    for (int digit; (digit = b[at] - '0') >= 0 && digit <= 9; at++) {
      digits = digits * 10 + digit;
    }
    int count = at - from;
    int places = 0;
    if (b[at] == '.') {
      int point = at++;
      for (int digit; (digit = b[at] - '0') >= 0 && digit <= 9; at++) {
        digits = digits * 10 + digit;
      }
      places = at - point - 1;
      count += places;
    }
    int to = at;
    if (end == '\n' && b[at] == '\r') {
      at++;
    }
    if (b[at] != end) {
      return Double.NaN;
    }
    position = at + 1;
    return number(from, to, digits, count, places);
  }

  private double number(int from, int to, long digits, int count, int places) {
    if (count == 0) {
      return Double.NaN;
    }
    double nearest = count <= Decimals.MAX_DIGITS ? Decimals.nearest(digits, places) : Double.NaN;
    if (!Double.isNaN(nearest)) {
      return nearest;
    }
    double parsed =
        Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    return parsed < Double.POSITIVE_INFINITY ? parsed : Double.NaN;
  }

  /** Reads the line at the position with care. */
  private void readLine() throws IOException {
    int from = position;
    while (bytes[position] != '\n') {
      position++;
    }
    int to = position > from && bytes[position - 1] == '\r' ? position - 1 : position;
    position++;
    try {
      CsvLine fields = CsvLine.of(line, bytes, from, to);
      if (fields.isBlank()) {
        return;
      }
      if (headerSeen) {
        addLine(fields);
      } else {
        fields.requireHeader();
        headerSeen = true;
      }
    } catch (FaultException fault) {
      if (!headerSeen) {
        throw fault;
      }
      faults.accept(fault);
    }
  }

  private void addLine(CsvLine fields) {
    fields.requireAllFields();
    if (size == 0) {
      dates = fields.isDate();
    }
    fields.requireDate(dates);
    long start = fields.startMillis(zone);
    if (size > 0) {
      fields.requireLater(start, startMillis[size - 1]);
    }
    add(start, fields.price(1), fields.price(2), fields.price(3), fields.price(4), fields.volume());
  }

  private void add(long start, double o, double h, double l, double c, double v) {
    if (size == startMillis.length) {
      resize(size + size / 2);
    }
    startMillis[size] = start;
    open[size] = o;
    high[size] = h;
    low[size] = l;
    close[size] = c;
    volume[size] = v;
    size++;
    if (impossibleLine == 0 && (h < Math.max(o, c) || l > Math.min(o, c))) {
      impossibleLine = line;
    }
  }

  private void resize(int wanted) {
    int capacity = Math.max(wanted, size);
    startMillis = Arrays.copyOf(startMillis, capacity);
    open = Arrays.copyOf(open, capacity);
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
    close = Arrays.copyOf(close, capacity);
    volume = Arrays.copyOf(volume, capacity);
  }

  boolean headerSeen() {
    return headerSeen;
  }

  /** The line of the first bar whose open or close is not between its low and its high. */
  OptionalLong impossibleLine() {
    return impossibleLine == 0 ? OptionalLong.empty() : OptionalLong.of(impossibleLine);
  }

  /** A day for dates; otherwise the most frequent distance; empty if there are no two bars. */
  Optional<Long> spacingMillis() {
    return size > 0 && dates
        ? Optional.of(MILLIS_PER_DAY)
        : Spacings.mostFrequent(startMillis, size);
  }

  /** The rows as a series. */
  Bars toBars(String symbol, Timeframe timeframe, Provenance provenance) {
    // A guess that was far off is not carried on for as long as the series lives.
    if (startMillis.length > size + size / 8 + 64) {
      resize(size);
    }
    return Bars.ofColumns(
        symbol, timeframe, provenance, size, startMillis, open, high, low, close, volume);
  }
}
