package io.bellwether.workbench.cli;

import io.bellwether.market.http.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Alpaca's key, from the environment variables that Alpaca's own clients read. */
final class AlpacaKey {
  static final String ID = "APCA_API_KEY_ID";
  static final String SECRET = "APCA_API_SECRET_KEY";

  /** Both variables, for messages. */
  static final String VARIABLES = ID + " and " + SECRET;

  /** What an HTTP header takes; its own complaint about anything else would quote the secret. */
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

  private AlpacaKey() {}

  /**
   * Reads the key.
   *
   * @throws InputException if a part is missing or cannot be one; the message shows none of it
   */
  static ApiKey from(Map<String, String> environment) {
    List<String> missing = new ArrayList<>();
    for (String variable : List.of(ID, SECRET)) {
      String value = environment.getOrDefault(variable, "");
      if (value.isBlank()) {
        missing.add(variable);
      } else if (!PRINTABLE.matcher(value.strip()).matches()) {
        throw InputException.usage(
            variable + " holds characters that no key has; set it again, without quotes or spaces");
      }
    }
    if (!missing.isEmpty()) {
      throw InputException.usage(
          "not set in the environment: "
              + String.join(", ", missing)
              + "; a free key for paper trading from https://app.alpaca.markets will do");
    }
    return new ApiKey(
        environment.getOrDefault(ID, "").strip(), environment.getOrDefault(SECRET, "").strip());
  }
}
