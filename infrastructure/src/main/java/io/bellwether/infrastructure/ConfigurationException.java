package io.bellwether.infrastructure;

import java.util.List;

/** The context asks for what cannot be deployed. */
final class ConfigurationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(List<String> errors) {
    super("this deployment is refused:\n- " + String.join("\n- ", errors));
  }
}
