package io.bellwether.workbench.cli;

import io.bellwether.market.time.Pause;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
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
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        if (type == DataFetchCommand.class) {
          return type.cast(new DataFetchCommand(Surroundings.this));
        }
        if (type == AnalyzeCommand.class) {
          return type.cast(new AnalyzeCommand(Surroundings.this));
        }
        if (type == DeadLettersListCommand.class) {
          return type.cast(new DeadLettersListCommand(Surroundings.this));
        }
        return type == SecretsCheckCommand.class
            ? type.cast(new SecretsCheckCommand(Surroundings.this))
            : standard.create(type);
      }
    };
  }

  /** Its text form shows no environment, so that no key gets into a message. */
  @Override
  public String toString() {
    return "Surroundings[redacted]";
  }
}
