package io.bellwether.workbench.cli;

import io.bellwether.market.time.Pause;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * What a command takes from outside beside its arguments, handed in so that a test can say what
 * time it is and which keys are set.
 *
 * @param clock the time
 * @param environment the environment variables; may hold secrets and is never printed
 * @param pause how to wait before a request is repeated
 */
record Surroundings(InstantSource clock, Map<String, String> environment, Pause pause) {
  /** This process's own: the one place where the command line reads the system clock. */
  static Surroundings ofProcess() {
    return new Surroundings(Clock.systemUTC(), System.getenv(), Pause.sleeping());
  }

  /** Makes commands, handing these surroundings to those that ask for them. */
  CommandLine.IFactory factory() {
    CommandLine.IFactory standard = CommandLine.defaultFactory();
    Map<Class<?>, Supplier<?>> made =
        Map.ofEntries(
            Map.entry(DataFetchCommand.class, () -> new DataFetchCommand(this)),
            Map.entry(AnalysisCommand.class, () -> new AnalysisCommand(this)),
            Map.entry(AnalyzeCommand.class, () -> new AnalyzeCommand(this)),
            Map.entry(DeadLettersListCommand.class, () -> new DeadLettersListCommand(this)),
            Map.entry(SecretsCheckCommand.class, () -> new SecretsCheckCommand(this)),
            Map.entry(StrategiesCommand.class, () -> new StrategiesCommand(this)),
            Map.entry(StrategiesDiffCommand.class, () -> new StrategiesDiffCommand(this)),
            Map.entry(StrategiesAddCommand.class, () -> new StrategiesAddCommand(this)),
            Map.entry(StrategiesActivateCommand.class, () -> new StrategiesActivateCommand(this)),
            Map.entry(StrategiesShadowCommand.class, () -> new StrategiesShadowCommand(this)),
            Map.entry(StrategiesRollbackCommand.class, () -> new StrategiesRollbackCommand(this)));
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        Supplier<?> known = made.get(type);
        return known == null ? standard.create(type) : type.cast(known.get());
      }
    };
  }

  /** Its text form shows no environment, so that no key gets into a message. */
  @Override
  public String toString() {
    return "Surroundings[redacted]";
  }
}
