package io.bellwether.workbench.exchange;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param body JSON; empty for none
 */
record Answer(int status, String body) {
  static Answer ok(JsonNode body) {
    return json(200, body);
  }

  static Answer json(int status, JsonNode body) {
    return new Answer(status, Wire.text(body));
  }

  static Answer empty(int status) {
    return new Answer(status, "");
  }
}
