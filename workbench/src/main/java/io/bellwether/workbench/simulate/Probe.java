package io.bellwether.workbench.simulate;

public final class Probe {
  public static void main(String[] args) {
    long from = Long.parseLong(args[0]);
    long to = Long.parseLong(args[1]);
    int days = Integer.parseInt(args[2]);
    boolean words = args.length > 3;
    ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
        .setLevel(ch.qos.logback.classic.Level.OFF);
    long start = System.nanoTime();
    int bad = 0;
    long daysRun = 0;
    Coverage all = new Coverage();
    for (long seed = from; seed < to; seed++) {
      io.bellwether.workbench.cloud.MemoryItemStore store =
          new io.bellwether.workbench.cloud.MemoryItemStore("simulation");
      Run run = new Run(seed, days, f -> true, words, store);
      try {
        run.run();
      } catch (RuntimeException e) {
        System.out.println("seed " + seed + " " + e);
        if (words) e.printStackTrace(System.out);
      }
      if (run.violation().isPresent()) {
        bad++;
        System.out.println(
            "seed " + seed + " day " + run.daysDone() + ": " + run.violation().get());
      }
      all.add(run.coverage());
      daysRun += run.daysDone();
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
    System.out.printf("%d days in %.1f s: %.2f ms a day%n", daysRun, s, s * 1000 / daysRun);
    System.out.println(bad + " of " + (to - from) + " seeds violate");
    for (Step step : Step.values()) System.out.print(step.label() + "=" + all.of(step) + " ");
    System.out.println();
    System.out.println("gaps " + all.gaps());
  }
}
