package io.bellwether.workbench.cli;

import io.bellwether.workbench.cloud.stage.DeadLetterBox;
import io.bellwether.workbench.cloud.stage.Letter;
import io.bellwether.workbench.cloud.stage.StageDeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The dead letters of a stage's queues, and how they are named and chosen. */
final class Letters {
  /** As much of SQS's id as people need. */
  private static final int SHORT_ID = 8;

  private Letters() {}

  /** All that can be seen now, by queue, oldest first. */
  static List<Letter> read(StageDeadLetters source) {
    List<Letter> letters = new ArrayList<>();
    for (DeadLetterBox box : DeadLetterBox.values()) {
      letters.addAll(source.read(box));
    }
    return letters;
  }

  /**
   * The letter whose id begins so.
   *
   * @throws InputException if none does, or more than one
   */
  static Letter chosen(List<Letter> letters, String id) {
    List<Letter> found = letters.stream().filter(letter -> letter.id().startsWith(id)).toList();
    if (found.size() != 1) {
      throw InputException.usage(
          (found.isEmpty() ? "no letter has an id that begins with " : "more than one letter is ")
              + ExecutionAction.plain(id)
              + "; `bellwether dead-letters list` shows their ids");
    }
    return found.getFirst();
  }

  static String shortId(Letter letter) {
    return letter.id().length() <= SHORT_ID ? letter.id() : letter.id().substring(0, SHORT_ID);
  }

  /** How long ago something was, in its largest unit. */
  static String age(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.toDays() > 0) {
      return age.toDays() + " d";
    }
    return age.toHours() > 0 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
  }
}
