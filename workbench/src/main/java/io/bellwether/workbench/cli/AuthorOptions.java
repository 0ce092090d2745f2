package io.bellwether.workbench.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Who does something that is recorded with its author. */
final class AuthorOptions {
  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who does it. Default: the name of the user who is logged in.")
  private Optional<String> author;

  @SuppressWarnings("NullAway.Init") // picocli sets the field before it runs the command.
  AuthorOptions() {}

  String name() {
    return author.orElseGet(() -> System.getProperty("user.name", "somebody"));
  }
}
