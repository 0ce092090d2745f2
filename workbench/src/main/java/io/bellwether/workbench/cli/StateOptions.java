package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.Audit;
import io.bellwether.analyst.versions.VersionActions;
import io.bellwether.trading.analysis.StoredTexts;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.workbench.cloud.LocalState;
import io.bellwether.workbench.cloud.stage.StageAccess;
import io.bellwether.workbench.cloud.stage.StageException;
import io.bellwether.workbench.cloud.stage.StageException.Reason;
import io.bellwether.workbench.cloud.stage.StageFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose versions a command is about: those of a folder of this machine, or of a stage. */
final class StateOptions {
  private static final Path DEFAULT = Path.of("output", "state");

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The folder of the state on this machine. Default: output/state.")
  private Optional<Path> state;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "A deployed stage instead: dev, staging or prod.")
  private Optional<String> stage;

  @Option(names = "--region", paramLabel = "REGION", description = "The stage's AWS region.")
  private Optional<String> region;

  @Option(
      names = "--lambda-url",
      paramLabel = "URL",
      hidden = true,
      description = "Another server of Lambda's protocol.")
  private Optional<String> lambda;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  StateOptions() {}

  /**
   * Whether a state is named, or the folder is there that is one by default.
   *
   * @throws InputException if a folder is named and there is no state in it
   */
  boolean isThere() {
    state.filter(folder -> stage.isEmpty()).ifPresent(StateOptions::requireThere);
    return stage.isPresent() || state.isPresent() || LocalState.isIn(DEFAULT);
  }

  /** The folder of this machine that is meant; none if a stage is. */
  Optional<Path> folder() {
    return stage.isPresent() ? Optional.empty() : Optional.of(state.orElse(DEFAULT));
  }

  /**
   * Opens the state of a folder, which is made if there is none.
   *
   * @throws InputException if it is in use, or cannot be read and written
   */
  static LocalState open(Path folder) {
    try {
      return LocalState.open(folder);
    } catch (IOException e) {
      throw InputException.unavailable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Opens the state of a folder, in which there has to be one: a name that is mistyped must not be
   * answered from an empty one.
   *
   * @throws InputException if there is none, or as {@link #open} does
   */
  static LocalState openThere(Path folder) {
    requireThere(folder);
    return open(folder);
  }

  private static void requireThere(Path folder) {
    if (!LocalState.isIn(folder)) {
      throw InputException.usage(
          "--state: there is no state in "
              + folder
              + "; 'strategies add', 'analyze' and 'sessions build' make one");
    }
  }

  /** The options that name the same state again, for a command that is suggested. */
  String again() {
    return stage.map(name -> " --stage " + name).orElse("")
        + region.map(name -> " --region " + name).orElse("")
        + state.map(folder -> " --state " + folder).orElse("");
  }

  /** The payload of an action on a strategy. */
  static ObjectNode payload(String action, String strategy) {
    return JsonNodeFactory.instance.objectNode().put("action", action).put("strategy", strategy);
  }

  /**
   * Has an action carried out.
   *
   * @return the answer
   * @throws InputException if it cannot be
   */
  JsonNode ask(ObjectNode payload, InstantSource clock) {
    return ask(payload, clock, Optional.empty());
  }

  /**
   * Has an action carried out that is not to be repeated as it was asked for.
   *
   * @param safely the command that may be repeated, told if it is not known whether it was done
   * @return the answer
   * @throws InputException if it cannot be
   */
  JsonNode ask(ObjectNode payload, InstantSource clock, String safely) {
    return ask(payload, clock, Optional.of(safely));
  }

  private JsonNode ask(ObjectNode payload, InstantSource clock, Optional<String> safely) {
    if (stage.isPresent()) {
      if (state.isPresent()) {
        throw InputException.usage("--state is of this machine and --stage is deployed: give one");
      }
      return askStage(payload, stage.get(), safely);
    }
    region.ifPresent(
        name -> {
          throw InputException.usage("--region is of a stage: give --stage too");
        });
    return askHere(payload, clock);
  }

  private JsonNode askHere(ObjectNode payload, InstantSource clock) {
    Path folder = state.orElse(DEFAULT);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw InputException.usage("--state: " + folder + " is a file, and a folder is needed");
    }
    boolean makes = payload.path("action").asText().equals("add");
    try (LocalState opened = makes ? open(folder) : openThere(folder)) {
      return answer(opened, payload, clock);
    } catch (IOException e) {
      throw InputException.unavailable(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw InputException.usage(String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode answer(LocalState opened, ObjectNode payload, InstantSource clock) {
    Audit audit = new Audit(opened.ledger().analysis().analyses(), new StoredTexts(opened.texts()));
    return switch (payload.path("action").asText()) {
      case "show" -> audit.show(payload.path("analysis").asText());
      case "list" ->
          audit.list(
              payload.path("strategy").asText(),
              LocalDate.parse(payload.path("from").asText()),
              LocalDate.parse(payload.path("to").asText()));
      default -> {
        StrategyBook book = new StrategyBook(opened.ledger().strategies());
        yield new VersionActions(
                opened.ledger(), book, version -> Optional.empty(), event -> {}, clock)
            .answer(payload);
      }
    };
  }

  private JsonNode askStage(ObjectNode payload, String name, Optional<String> safely) {
    StageAccess access;
    try {
      access =
          new StageAccess(
              name,
              region,
              lambda.map(text -> ServerUrl.parse("--lambda-url", text).uri()),
              Optional.empty());
    } catch (IllegalArgumentException e) {
      throw InputException.usage("--stage: " + e.getMessage());
    }
    try (StageFunctions functions = new StageFunctions(access)) {
      return functions.invoke("analysis", payload);
    } catch (StageException e) {
      boolean mayBeDone = e.reason() == Reason.UNANSWERED || e.reason() == Reason.FUNCTION_FAILED;
      if (mayBeDone && safely.isPresent()) {
        throw InputException.unavailable(
            e.getMessage() + "; repeat it as: " + safely.get() + ", which does it once");
      }
      throw StageOptions.explained(e);
    }
  }
}
