package io.bellwether.workbench.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs of a comparison, from the command line and from a file. */
final class RunLines {
  private RunLines() {}

  /**
   * All runs, those of the command line first.
   *
   * @param arguments of {@code --run}
   * @param file of {@code --runs}, a run in each line; {@code #} begins a comment
   */
  static List<RunLine> read(List<String> arguments, Optional<Path> file, Complaints complaints) {
    List<RunLine> lines = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String origin = arguments.size() == 1 ? "--run" : "--run " + (i + 1);
      String text = arguments.get(i);
      complaints.of(() -> RunLine.parse(origin, text)).ifPresent(lines::add);
    }
    if (file.isPresent()) {
      lines.addAll(
          complaints.of(() -> text(file.get())).stream()
              .flatMap(text -> lines(file.get(), text, complaints).stream())
              .toList());
    }
    complaints.throwIfAny();
    if (lines.isEmpty()) {
      throw InputException.usage(
          file.map(path -> "--runs " + path + ": there is no run in it").orElse("there is no run")
              + "; name one by --run \"rsi2 TQQQ=tqqq.csv\"");
    }
    return lines;
  }

  private static List<RunLine> lines(Path file, List<String> text, Complaints complaints) {
    List<RunLine> lines = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      String origin = file + " line " + (i + 1);
      String line = text.get(i).replaceFirst("(^|\\s)#.*", "");
      if (!line.isBlank()) {
        complaints.of(() -> RunLine.parse(origin, line)).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private static List<String> text(Path file) {
    BarFiles.requireFile("--runs " + file, file);
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw InputException.data("--runs " + file + ": not a text file");
    } catch (IOException e) {
      throw InputException.data("--runs " + file + ": cannot be read: " + e.getMessage());
    }
  }
}
