package io.bellwether.workbench.runtime;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.workbench.replay.QueueReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The event source mapping between the signal queue and the execution function: a batch of messages
 * is one invocation; what the function does not report as failed is deleted, and nothing is if it
 * does not answer.
 */
public final class SignalDelivery {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final QueueReader queue;
  private final LocalLambda execution;

  SignalDelivery(QueueReader queue, LocalLambda execution) {
    this.queue = queue;
    this.execution = execution;
  }

  /** Delivers the messages that are there, up to a batch; empty if there are none. */
  public Optional<Invocation> deliver() {
    List<QueueReader.Received> messages = queue.receive();
    if (messages.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode batch = JSON.createObjectNode();
    messages.forEach(message -> batch.withArray("Records").add(message.record()));
    Invocation invocation = execution.invoke(batch);
    if (invocation.outcome() instanceof Invocation.Outcome.Answered answered) {
      Set<String> failed =
          new HashSet<>(
              answered
                  .response()
                  .path("batchItemFailures")
                  .findValuesAsText("itemIdentifier"));
      messages.stream().filter(message -> !failed.contains(message.id())).forEach(queue::delete);
    }
    return Optional.of(invocation);
  }
}
