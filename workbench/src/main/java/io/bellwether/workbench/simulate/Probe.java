package io.bellwether.workbench.simulate;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;

public final class Probe {
  public static void main(String[] args) {
    long from = Long.parseLong(args[0]);
    long to = Long.parseLong(args[1]);
    int days = Integer.parseInt(args[2]);
    boolean words = args.length > 3;
    ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
        .setLevel(ch.qos.logback.classic.Level.OFF);
    long start = System.nanoTime();
    Coverage all = new Coverage();
    for (long seed = from; seed < to; seed++) {
      io.bellwether.workbench.cloud.MemoryItemStore store =
          new io.bellwether.workbench.cloud.MemoryItemStore("simulation");
      int[] writer = {0};
      Run run =
          new Run(
              seed,
              days,
              f -> true,
              words,
              new DynamoLedger(store, AttemptTokens.of("truth")),
              (truth, processes) ->
                  new DynamoLedger(new FaultyStore(store, processes), AttemptTokens.of("sim")));
      try {
        run.run();
      } catch (RuntimeException e) {
        System.out.println("seed " + seed + " " + e);
        if (words) e.printStackTrace(System.out);
      }
      all.add(run.coverage());
      if (to - from < 20) {
        System.out.println(
            "seed "
                + seed
                + " "
                + run.trace().hash()
                + " events "
                + run.trace().events()
                + " faults "
                + run.faults().injected().size()
                + " orders "
                + run.exchange().orders().size()
                + " fills "
                + run.exchange().fills().size()
                + " equity "
                + run.exchange().equity()
                + " "
                + run.exchange().positions());
      }
      if (words) run.trace().lines().forEach(System.out::println);
    }
    double s = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d days in %.1f s: %.2f ms a day%n",
        (to - from) * days, s, s * 1000 / ((to - from) * days));
    for (Step step : Step.values()) System.out.print(step.label() + "=" + all.of(step) + " ");
    System.out.println();
    System.out.println("gaps " + all.gaps());
  }
}
