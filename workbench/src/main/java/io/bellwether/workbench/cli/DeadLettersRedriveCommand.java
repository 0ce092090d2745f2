package io.bellwether.workbench.cli;

import io.bellwether.workbench.cloud.stage.DeadLetterBox;
import io.bellwether.workbench.cloud.stage.Letter;
import io.bellwether.workbench.cloud.stage.StageAccess;
import io.bellwether.workbench.cloud.stage.StageDeadLetters;
import io.bellwether.workbench.cloud.stage.StageException;
import io.bellwether.workbench.cloud.stage.StageFunctions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether dead-letters redrive}. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Sends dead letters of a stage again, once their cause is mended: a message goes back to its"
          + " queue, an event to its function. A letter is deleted once that has succeeded.",
      "That is safe at any time: a signal is executed once, and one whose time is over buys nothing."
          + " A command such as kill, enable or activate is not sent again: give it anew if it is still"
          + " meant."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every one was sent",
      "1:one was not, and is still there",
      "2:wrong command line; no such letter; no credentials or region for AWS"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether dead-letters redrive --stage prod 8f3c1d2e 01b7aa42",
      "  bellwether dead-letters redrive --stage dev --all"
    })
final class DeadLettersRedriveCommand implements Callable<Integer> {
  /** What schedules ask of the functions that people give commands to as well. */
  private static final Map<DeadLetterBox, Set<String>> SCHEDULED =
      Map.of(
          DeadLetterBox.EXECUTION, Set.of("follow-up", "daily-summary"),
          DeadLetterBox.ANALYSIS, Set.of("analyze", "drift", "digest", "sessions"));

  @Spec private CommandSpec spec;
  @Mixin private StageOptions stage;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids, or how they begin.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All that `dead-letters list` shows.")
  private boolean all;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  DeadLettersRedriveCommand() {}

  @Override
  public Integer call() {
    if (all != ids.isEmpty()) {
      throw InputException.usage("say which letters by their ids, or --all");
    }
    StageAccess access = stage.access();
    try (StageDeadLetters source = new StageDeadLetters(access);
        StageFunctions functions = new StageFunctions(access)) {
      return redrive(source, functions);
    } catch (StageException e) {
      throw StageOptions.explained(e);
    }
  }

  private int redrive(StageDeadLetters source, StageFunctions functions) {
    PrintWriter out = spec.commandLine().getOut();
    List<Letter> left = Letters.read(source);
    try {
      List<Letter> chosen =
          all
              ? List.copyOf(left)
              : ids.stream().map(id -> Letters.chosen(left, id)).distinct().toList();
      boolean sent = true;
      for (Letter letter : chosen) {
        boolean done = redrive(letter, source, functions, out);
        if (done) {
          left.remove(letter);
        }
        sent &= done;
      }
      if (chosen.isEmpty()) {
        out.println("There are no dead letters.");
      }
      return sent ? ExitCode.OK : ExitCode.FAILURE;
    } finally {
      source.release(left);
    }
  }

  /** Whether the letter was sent and deleted. */
  private static boolean redrive(
      Letter letter, StageDeadLetters source, StageFunctions functions, PrintWriter out) {
    try {
      String sent = send(letter, source, functions);
      source.delete(letter);
      out.println(Letters.shortId(letter) + "  " + sent);
      return true;
    } catch (StageException | InputException e) {
      TextTable line = TextTable.of(TextTable.Column.text(""), TextTable.Column.text(""));
      line.row(
          Letters.shortId(letter),
          "NOT sent: " + ExecutionAction.cell(String.valueOf(e.getMessage())));
      line.lines().forEach(out::println);
      return false;
    }
  }

  /**
   * Whether a person may have ordered it, who may have ordered otherwise since. What a schedule
   * asks for is the same at any time.
   */
  private static boolean isOrder(Letter letter) {
    Set<String> scheduled = SCHEDULED.get(letter.queue());
    return scheduled != null && !scheduled.contains(letter.payload().path("action").asText());
  }

  private static String send(Letter letter, StageDeadLetters source, StageFunctions functions) {
    if (letter.isAltered()) {
      throw InputException.data(
          "it was cut when it was buried and cannot mean anything; `show` it, then `delete` it");
    }
    if (letter.queue() == DeadLetterBox.SIGNAL_QUEUE) {
      source.sendAgain(letter);
      return "sent to the signal queue";
    }
    String function =
        letter
            .queue()
            .function()
            .orElseThrow(
                () ->
                    InputException.data(
                        "a schedule's letter is late by now: invoke its function by hand if it"
                            + " still matters"));
    if (isOrder(letter)) {
      throw InputException.data(
          "what a person ordered is not repeated for them: give the command again if it is still"
              + " meant, then `delete` it");
    }
    functions.invoke(function, letter.payload());
    return function + " was invoked with it";
  }
}
