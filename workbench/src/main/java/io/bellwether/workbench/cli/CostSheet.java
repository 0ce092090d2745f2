package io.bellwether.workbench.cli;

import io.bellwether.workbench.cost.Assumptions;
import io.bellwether.workbench.cost.Bill;
import io.bellwether.workbench.cost.Price;
import io.bellwether.workbench.cost.PriceList;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A month's bill, as lines for a terminal. */
final class CostSheet {
  private CostSheet() {}

  static List<String> of(Bill bill, PriceList prices, Assumptions assumptions) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "A month in %s, in US dollars, at the list prices of %s"
            .formatted(prices.region(), prices.readOn()));
    lines.add("");
    TextTable table =
        TextTable.of(
            TextTable.Column.text("item"),
            TextTable.Column.number("quantity"),
            TextTable.Column.number("price"),
            TextTable.Column.number("full price"),
            TextTable.Column.number("with free tier"));
    for (Bill.Line line : bill.lines()) {
      Price price = line.price();
      table.row(
          price.item() + (price.status() == Price.Status.MEMORY ? " *" : ""),
          quantity(line.quantity()),
          price.usd().toPlainString() + per(price),
          usd(line.full()),
          usd(line.beyondAllowance()));
    }
    table.row("total", "", "", usd(bill.full()), usd(bill.beyondAllowances()));
    lines.addAll(table.lines());
    lines.add("");
    notes(bill, assumptions).forEach(note -> lines.addAll(TextTable.wrap(note, TextTable.WIDTH)));
    return lines;
  }

  private static List<String> notes(Bill bill, Assumptions assumptions) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Runs in %s: %s."
            .formatted(
                assumptions.month(),
                bill.runs().entrySet().stream()
                    .map(run -> run.getKey() + " " + count(run.getValue()))
                    .collect(Collectors.joining(", "))));
    notes.add(
        "Assumed for a run: "
            + bill.runs().keySet().stream()
                .map(name -> run(name, assumptions))
                .collect(Collectors.joining("; "))
            + ".");
    notes.add(
        ("Assumed besides: %d events a day; %d connections waiting at a queue, 20 s each; %d custom"
                + " metrics; a table of %s GB.")
            .formatted(
                assumptions.eventsPerDay(),
                assumptions.pollers(),
                assumptions.customMetrics(),
                assumptions.tableGigabytes().toPlainString()));
    notes.add(
        "Free each month, for an account that uses them for nothing else: "
            + bill.lines().stream()
                .flatMap(line -> line.price().allowance().stream())
                .map(Price.Allowance::name)
                .distinct()
                .collect(Collectors.joining("; "))
            + ".");
    notes.add(
        "Not counted: tax, retries, traffic out beyond the free 100 GB, and the bucket of the CDK's"
            + " bootstrap with the code.");
    if (bill.lines().stream().anyMatch(line -> line.price().status() == Price.Status.MEMORY)) {
      notes.add("* not confirmed; prices change: the table of prices names the page of each.");
    }
    return notes;
  }

  private static String run(String name, Assumptions assumptions) {
    Assumptions.Run run = assumptions.runs().getOrDefault(name, assumptions.otherRuns());
    return "%s %s s, %d read and %d write units, %s bytes of log"
        .formatted(
            name, run.seconds().toPlainString(), run.reads(), run.writes(), count(run.logBytes()));
  }

  private static String per(Price price) {
    int zeros = price.per().precision() - 1;
    return switch (zeros) {
      case 0 -> "";
      case 4 -> "/10k";
      case 5 -> "/100k";
      case 6 -> "/M";
      default -> "/" + price.per().toPlainString();
    };
  }

  /** Whole numbers whole, and the first digits of small ones. */
  private static String quantity(BigDecimal quantity) {
    int decimals = quantity.compareTo(BigDecimal.TEN) < 0 ? 3 : 0;
    BigDecimal rounded = quantity.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() > 0 ? rounded.toPlainString() : count(rounded.longValueExact());
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String usd(BigDecimal amount) {
    return amount.setScale(3, RoundingMode.HALF_UP).toPlainString();
  }
}
