package io.bellwether.workbench.cli;

import io.bellwether.workbench.cli.TextTable.Column;
import io.bellwether.workbench.cloud.stage.DeadLetterBox;
import io.bellwether.workbench.cloud.stage.Letter;
import io.bellwether.workbench.cloud.stage.StageDeadLetters;
import io.bellwether.workbench.cloud.stage.StageException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bellwether dead-letters list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description =
        "Lists the dead letters of a stage: id, queue, age, reason and how they begin. They stay"
            + " where they are.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed",
      "1:AWS could not be asked",
      "2:wrong command line; no credentials or region for AWS"
    })
final class DeadLettersListCommand implements Callable<Integer> {
  private static final int LONGEST_REASON = 200;
  private static final int LONGEST_BODY = 120;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private StageOptions stage;

  /** A command in its surroundings; picocli sets the rest before it runs the command. */
  @SuppressWarnings("NullAway.Init")
  DeadLettersListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (StageDeadLetters source = new StageDeadLetters(stage.access())) {
      list(source);
      return ExitCode.OK;
    } catch (StageException e) {
      throw StageOptions.explained(e);
    }
  }

  private void list(StageDeadLetters source) {
    PrintWriter out = spec.commandLine().getOut();
    TextTable table =
        TextTable.of(
            Column.text("id"), Column.text("queue"), Column.text("age"), Column.text("reason"));
    List<Letter> all = new ArrayList<>();
    List<String> more = new ArrayList<>();
    for (DeadLetterBox box : DeadLetterBox.values()) {
      List<Letter> letters = source.read(box);
      int hidden = source.count(box) - letters.size();
      if (hidden > 0) {
        more.add(hidden + " more in " + box.suffix());
      }
      letters.forEach(letter -> add(table, letter));
      all.addAll(letters);
    }
    source.release(all);
    if (all.isEmpty() && more.isEmpty()) {
      out.println("There are no dead letters.");
      return;
    }
    table.lines().forEach(out::println);
    if (!more.isEmpty()) {
      out.println();
      out.println("Not shown, because others hold them or come first: " + String.join(", ", more));
    }
  }

  private void add(TextTable table, Letter letter) {
    table.row(
        Letters.shortId(letter),
        letter.queue().suffix(),
        Letters.age(letter.sentAt(), surroundings.clock().instant()),
        cut(letter.reason(), LONGEST_REASON));
    table.row("", "", "", "> " + cut(beginning(letter), LONGEST_BODY));
  }

  /** What its function was to get, rather than Lambda's record of it. */
  private static String beginning(Letter letter) {
    return letter.queue().function().isPresent() ? letter.payload().toString() : letter.body();
  }

  private static String cut(String text, int longest) {
    String plain =
        ExecutionAction.cell(text.length() <= 2 * longest ? text : text.substring(0, 2 * longest));
    return plain.length() <= longest ? plain : plain.substring(0, longest) + "...";
  }
}
