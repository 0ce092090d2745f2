package io.bellwether.workbench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.workbench.cloud.stage.Letter;
import io.bellwether.workbench.cloud.stage.StageDeadLetters;
import io.bellwether.workbench.cloud.stage.StageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether dead-letters show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = "Shows a dead letter of a stage whole. It stays where it is.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "1:AWS could not be asked",
      "2:wrong command line; no such letter; no credentials or region for AWS"
    })
final class DeadLettersShowCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private CommandSpec spec;
  @Mixin private StageOptions stage;

  @Parameters(paramLabel = "ID", description = "The letter's id, or how it begins.")
  private String id;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  DeadLettersShowCommand() {}

  @Override
  public Integer call() {
    try (StageDeadLetters source = new StageDeadLetters(stage.access())) {
      List<Letter> letters = Letters.read(source);
      source.release(letters);
      show(Letters.chosen(letters, id));
      return ExitCode.OK;
    } catch (StageException e) {
      throw StageOptions.explained(e);
    }
  }

  private void show(Letter letter) {
    PrintWriter out = spec.commandLine().getOut();
    TextTable table = TextTable.of(TextTable.Column.text(""), TextTable.Column.text(""));
    table.row("id", letter.id());
    table.row("queue", letter.queue().suffix());
    table.row("sent", letter.sentAt().toString());
    if (!letter.group().isEmpty()) {
      table.row("group", ExecutionAction.plain(letter.group()));
    }
    table.row("reason", ExecutionAction.cell(letter.reason()));
    letter
        .attributes()
        .forEach(
            (name, value) -> table.row(ExecutionAction.plain(name), ExecutionAction.cell(value)));
    table.lines().forEach(out::println);
    out.println();
    pretty(letter.body())
        .lines()
        .map(line -> line.replaceAll("\\p{Cntrl}", "?"))
        .forEach(out::println);
  }

  /** JSON laid out, and anything else as it is. */
  private static String pretty(String body) {
    try {
      return JSON.readTree(body).toPrettyString();
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
