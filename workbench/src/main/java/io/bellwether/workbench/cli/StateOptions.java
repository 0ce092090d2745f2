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

  /** Whether a state is named, or the folder is there that is one by default. */
  boolean isThere() {
    return stage.isPresent() || state.isPresent() || Files.exists(DEFAULT);
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
    if (stage.isPresent()) {
      if (state.isPresent()) {
        throw InputException.usage("--state is of this machine and --stage is deployed: give one");
      }
      return askStage(payload, stage.get());
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
    try (LocalState opened = LocalState.open(folder)) {
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

  private JsonNode askStage(ObjectNode payload, String name) {
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
      throw StageOptions.explained(e);
    }
  }
}
