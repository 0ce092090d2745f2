package io.bellwether.infrastructure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The deployments there may be in one account and region, each with resources of its own. */
enum Stage {
  DEV,
  STAGING,
  PROD;

  /** The name in context, resources and the functions' environment. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Stage> of(String label) {
    return Arrays.stream(values()).filter(stage -> stage.label().equals(label)).findFirst();
  }
}
