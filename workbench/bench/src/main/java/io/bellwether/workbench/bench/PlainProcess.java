package io.bellwether.workbench.bench;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The yardstick for the whole process: reads a file of bars line by line, runs the plain loop and
 * prints what came out. No options, no checks, no sessions, no metrics.
 */
final class PlainProcess {
  private PlainProcess() {}

  public static void main(String[] arguments) throws IOException {
    Bars bars = read(Path.of(arguments[0]));
    Account account = new Account(bars.size());
    FusedRsi2.run(bars, Thresholds.DEFAULT, account);
    PrintStream out = System.out;
    out.println(bars.size() + " bars, " + account.trades + " trades, " + account.finalEquity());
  }

  private static Bars read(Path file) throws IOException {
    Provenance source = new Provenance("plain", PriceBasis.SPLIT);
    Bars.Builder bars = Bars.builder("TQQQ", new Timeframe(5), source);
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] field = line.split(",", -1);
        bars.add(
            Instant.parse(field[0]).toEpochMilli(),
            Double.parseDouble(field[1]),
            Double.parseDouble(field[2]),
            Double.parseDouble(field[3]),
            Double.parseDouble(field[4]),
            Double.parseDouble(field[5]));
      }
    }
    return bars.build();
  }
}
