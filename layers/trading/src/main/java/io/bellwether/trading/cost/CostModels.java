package io.bellwether.trading.cost;

import java.util.List;

/** The cost models by name, at the published rates. */
public final class CostModels {
  private static final List<CostModel> ALL =
      List.of(
          new NoCosts(),
          new AlpacaFees(FeeSchedule.PUBLISHED),
          new IbkrTiered(FeeSchedule.PUBLISHED),
          new IbkrFixed(FeeSchedule.PUBLISHED));

  private CostModels() {}

  /**
   * The cost model of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static CostModel byName(String name) {
    return ALL.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + name + "' is no cost model; there are " + String.join(", ", names())));
  }

  /** The names there are. */
  public static List<String> names() {
    return ALL.stream().map(CostModel::name).toList();
  }
}
