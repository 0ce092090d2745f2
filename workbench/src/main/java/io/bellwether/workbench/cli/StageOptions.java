package io.bellwether.workbench.cli;

import io.bellwether.workbench.cloud.stage.StageAccess;
import io.bellwether.workbench.cloud.stage.StageException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which deployed stage a command is for. */
final class StageOptions {
  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      required = true,
      description = "The deployed stage: dev, staging or prod.")
  private String stage;

  @Option(names = "--region", paramLabel = "REGION", description = "The stage's AWS region.")
  private Optional<String> region;

  @Option(
      names = "--lambda-url",
      paramLabel = "URL",
      hidden = true,
      description = "Another server of Lambda's protocol.")
  private Optional<String> lambda;

  @Option(
      names = "--sqs-url",
      paramLabel = "URL",
      hidden = true,
      description = "Another server of SQS's protocol.")
  private Optional<String> sqs;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  StageOptions() {}

  /**
   * The stage.
   *
   * @throws InputException if there is none of that name
   */
  StageAccess access() {
    try {
      return new StageAccess(
          stage,
          region,
          lambda.map(text -> ServerUrl.parse("--lambda-url", text).uri()),
          sqs.map(text -> ServerUrl.parse("--sqs-url", text).uri()));
    } catch (IllegalArgumentException e) {
      throw InputException.usage("--stage: " + e.getMessage());
    }
  }

  /** The same failure as one of the command's: whose turn it is decides on the exit code. */
  static InputException explained(StageException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case NOT_SIGNED_IN -> InputException.usage(message);
      case ABSENT, REFUSED, FUNCTION_REFUSED, UNANSWERED, FUNCTION_FAILED ->
          InputException.unavailable(message);
    };
  }
}
