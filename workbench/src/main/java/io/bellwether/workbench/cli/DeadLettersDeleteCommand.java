package io.bellwether.workbench.cli;

import io.bellwether.workbench.cloud.stage.Letter;
import io.bellwether.workbench.cloud.stage.StageDeadLetters;
import io.bellwether.workbench.cloud.stage.StageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether dead-letters delete}. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description =
        "Deletes dead letters of a stage that are past mending. They are gone for good: show them"
            + " first.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:deleted",
      "1:AWS could not be asked",
      "2:wrong command line; no such letter; no credentials or region for AWS"
    })
final class DeadLettersDeleteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StageOptions stage;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids, or how they begin.")
  private List<String> ids;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  DeadLettersDeleteCommand() {}

  @Override
  public Integer call() {
    try (StageDeadLetters source = new StageDeadLetters(stage.access())) {
      List<Letter> left = new ArrayList<>(Letters.read(source));
      try {
        // All are found before one is gone.
        List<Letter> chosen = ids.stream().map(id -> Letters.chosen(left, id)).distinct().toList();
        for (Letter letter : chosen) {
          source.delete(letter);
          left.remove(letter);
          spec.commandLine().getOut().println(Letters.shortId(letter) + "  deleted");
        }
      } finally {
        source.release(left);
      }
      return ExitCode.OK;
    } catch (StageException e) {
      throw StageOptions.explained(e);
    }
  }
}
