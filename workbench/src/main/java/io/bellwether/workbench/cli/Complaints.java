package io.bellwether.workbench.cli;

import io.bellwether.market.DataFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What is wrong with the runs of a comparison, all of it at once. */
final class Complaints {
  /** What a run's line says in other words than the options of {@code backtest}. */
  private static final Pattern OPTION = Pattern.compile("--(bars|set|strategy)(: | )");

  private final List<String> texts = new ArrayList<>();
  private boolean usage;

  /** A value, or nothing and one complaint more. */
  <T> Optional<T> of(Supplier<T> value) {
    return of("", value);
  }

  /** What comes of a run's line, or nothing and one complaint more, which names the line. */
  <T> Optional<T> of(RunLine line, Supplier<T> value) {
    return of(line.origin() + ": ", value);
  }

  private <T> Optional<T> of(String prefix, Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (InputException e) {
      usage |= e.exitCode() == ExitCode.USAGE;
      add(prefix, e);
    } catch (DataFileException e) {
      add(prefix, e);
    }
    return Optional.empty();
  }

  private void add(String prefix, RuntimeException e) {
    String text = prefix + OPTION.matcher(String.valueOf(e.getMessage())).replaceAll("");
    if (!texts.contains(text)) {
      texts.add(text);
    }
  }

  /**
   * Ends the command if there was a complaint.
   *
   * @throws InputException with all of them: about the command line if one is, else about data
   */
  void throwIfAny() {
    if (!texts.isEmpty()) {
      String all = String.join("; ", texts);
      throw usage ? InputException.usage(all) : InputException.data(all);
    }
  }
}
