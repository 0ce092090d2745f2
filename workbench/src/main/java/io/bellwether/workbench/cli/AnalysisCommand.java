package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellwether.analyst.AnalysisJson;
import io.bellwether.trading.analysis.Analysis;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether analysis}: what was analysed, and all that was said and found. */
@Command(
    name = "analysis",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Lists analyses, and shows one with its prompt, answer, evidence and decision.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the stage does not answer", "2:wrong command line, or none of it"},
    footer = {
      "",
      "Examples:",
      "  bellwether analysis list rsi2",
      "  bellwether analysis show rsi2-2024-10-31-4rjcte6tzrgf4uq3jxdjixu2d5 --stage dev"
    })
final class AnalysisCommand implements Runnable {
  private static final LocalDate FAR_AWAY = LocalDate.of(9999, 12, 31);

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  AnalysisCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      version = Main.VERSION,
      description = "Shows an analysis: who was asked, what for, what it said, what came of it.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:done",
        "1:the stage does not answer",
        "2:wrong command line, or no such analysis"
      },
      footer = {"", "Example:", "  bellwether analysis show ID --texts"})
  void show(
      @Parameters(paramLabel = "ID", description = "As list names it.") String id,
      @Mixin StateOptions state,
      @Option(names = "--texts", description = "Print the prompt and the answer, word for word.")
          boolean texts) {
    JsonNode answer =
        state.ask(
            JsonNodeFactory.instance.objectNode().put("action", "show").put("analysis", id),
            surroundings.clock());
    Analysis analysis = AnalysisJson.read(answer.path("analysis"));
    List<String> lines = new ArrayList<>();
    lines.add(
        "Session %s, trigger %s, begun %s, %s"
            .formatted(
                analysis.session(),
                ExecutionAction.plain(analysis.trigger()),
                analysis.startedAt().truncatedTo(ChronoUnit.SECONDS),
                AnalysisSheet.words(analysis.state())));
    lines.addAll(AnalysisSheet.analysis(analysis, Map.of()));
    if (texts) {
      lines.addAll(text("Prompt", "prompt", answer));
      lines.addAll(text("Answer", "answer", answer));
    }
    print(lines);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      version = Main.VERSION,
      description = "Lists the analyses of a strategy, the latest last.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:done", "1:the stage does not answer", "2:wrong command line"},
      footer = {"", "Example:", "  bellwether analysis list rsi2 --from 2024-01-01"})
  void list(
      @Parameters(paramLabel = "STRATEGY", description = "The strategy, such as rsi2.")
          String strategy,
      @Mixin StateOptions state,
      @Option(
              names = "--from",
              paramLabel = "DATE",
              description = "First session. Default: all there are.")
          Optional<LocalDate> from,
      @Option(names = "--to", paramLabel = "DATE", description = "Last session. Default: the last.")
          Optional<LocalDate> to) {
    JsonNode answer =
        state.ask(
            StateOptions.payload("list", strategy)
                .put("from", from.orElse(LocalDate.EPOCH).toString())
                .put("to", to.orElse(FAR_AWAY).toString()),
            surroundings.clock());
    List<Analysis> analyses = new ArrayList<>();
    answer.path("analyses").forEach(node -> analyses.add(AnalysisJson.read(node)));
    print(AnalysisSheet.list(strategy, analyses));
  }

  /** A text as it is, without what a terminal would obey. */
  private static List<String> text(String title, String key, JsonNode answer) {
    List<String> lines = new ArrayList<>(List.of("", title + ":"));
    String missing = answer.path(key + "Missing").asText();
    if (!missing.isEmpty()) {
      lines.add("(" + ExecutionAction.plain(missing) + ")");
    }
    answer
        .path(key)
        .asText()
        .lines()
        .map(line -> line.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?"))
        .forEach(lines::add);
    return lines;
  }

  private void print(List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
  }
}
