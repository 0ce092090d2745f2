package io.bellwether.workbench.cloud.stage;

import io.bellwether.workbench.cloud.AwsSignIn;
import io.bellwether.workbench.cloud.stage.StageException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The dead letters of a deployed stage. Reading hides letters from other readers for half a minute,
 * and nothing else reads them; a server that stands in for SQS is asked without waiting, for it is
 * one. Of a message group of the FIFO queue SQS shows ten at most.
 */
public final class StageDeadLetters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StageDeadLetters.class);
  private static final int BATCH = 10;
  private static final int HIDDEN_SECONDS = 30;
  private static final String SIGNALS = "signals.fifo";

  /** A poll that waits asks all servers of a queue; one that does not may miss what there is. */
  private static final int WAIT_SECONDS = 1;

  private final StageAccess access;
  private final SqsClient client;
  private final Map<DeadLetterBox, String> urls = new EnumMap<>(DeadLetterBox.class);

  /**
   * The dead letters of a stage.
   *
   * @throws StageException if no region is configured
   */
  public StageDeadLetters(StageAccess access) {
    this.access = access;
    this.client = call("reach SQS", access::sqsClient);
  }

  /** About how many letters a queue has, whether or not they can be seen now. */
  public int count(DeadLetterBox box) {
    return call(
        "count the letters of " + name(box),
        () ->
            client
                .getQueueAttributes(
                    r ->
                        r.queueUrl(url(box))
                            .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum());
  }

  /** The letters of a queue that can be seen now, oldest first. They stay in it. */
  public List<Letter> read(DeadLetterBox box) {
    Map<String, Letter> letters = new HashMap<>();
    int before;
    do {
      before = letters.size();
      // Of one that was hidden for too short a time only the newest receipt counts.
      receive(box).forEach(message -> letters.put(message.messageId(), letter(box, message)));
    } while (letters.size() > before);
    return letters.values().stream()
        .sorted(Comparator.comparing(Letter::sentAt).thenComparing(Letter::id))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * Lets others see letters again that were read and are left where they are. What fails is left as
   * it is: they come back by themselves, and after a slow function they have.
   */
  public void release(List<Letter> letters) {
    for (Letter letter : letters) {
      try {
        client.changeMessageVisibility(
            r ->
                r.queueUrl(url(letter.queue()))
                    .receiptHandle(letter.receiptHandle())
                    .visibilityTimeout(0));
      } catch (SdkException e) {
        LOG.atDebug().setCause(e).log("letter {} is seen again a little later", letter.id());
      }
    }
  }

  /**
   * Puts a letter of the signal queue back there, in the group of the account it names. Twice
   * within five minutes is once.
   */
  public void sendAgain(Letter letter) {
    String named = letter.payload().path("account").asText("");
    String group = named.isBlank() ? letter.group() : named;
    String url =
        call(
            "find queue " + access.function(SIGNALS),
            () -> client.getQueueUrl(r -> r.queueName(access.function(SIGNALS))).queueUrl());
    call(
        "send letter " + letter.id() + " to " + access.function(SIGNALS),
        () ->
            client.sendMessage(
                r ->
                    r.queueUrl(url)
                        .messageGroupId(group)
                        .messageDeduplicationId("redrive-" + letter.id())
                        .messageBody(letter.body())));
  }

  /** Takes a letter out for good. */
  public void delete(Letter letter) {
    call(
        "delete letter " + letter.id() + "; what it says was done",
        () ->
            client.deleteMessage(
                r -> r.queueUrl(url(letter.queue())).receiptHandle(letter.receiptHandle())));
  }

  @Override
  public void close() {
    client.close();
  }

  private List<Message> receive(DeadLetterBox box) {
    return call(
        "read " + name(box),
        () ->
            client
                .receiveMessage(
                    r ->
                        r.queueUrl(url(box))
                            .maxNumberOfMessages(BATCH)
                            .waitTimeSeconds(access.sqs().isPresent() ? 0 : WAIT_SECONDS)
                            .visibilityTimeout(HIDDEN_SECONDS)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                .messages());
  }

  private static Letter letter(DeadLetterBox box, Message message) {
    Map<String, String> attributes = new TreeMap<>();
    message
        .messageAttributes()
        .forEach((name, value) -> attributes.put(name, String.valueOf(value.stringValue())));
    Map<MessageSystemAttributeName, String> system = message.attributes();
    String sent = system.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0");
    return new Letter(
        box,
        message.messageId(),
        message.receiptHandle(),
        Instant.ofEpochMilli(Long.parseLong(sent)),
        system.getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, ""),
        message.body(),
        attributes);
  }

  private String name(DeadLetterBox box) {
    return access.function(box.suffix());
  }

  private String url(DeadLetterBox box) {
    return urls.computeIfAbsent(
        box, asked -> client.getQueueUrl(r -> r.queueName(name(asked))).queueUrl());
  }

  private <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw AwsSignIn.problem(e)
          .map(problem -> new StageException(Reason.NOT_SIGNED_IN, problem))
          .orElseGet(() -> failure(what, e));
    }
  }

  private StageException failure(String what, SdkException e) {
    if (!(e instanceof AwsServiceException refusal)) {
      return new StageException(
          Reason.UNANSWERED, "could not " + what + ": check the connection and the region");
    }
    String code = AwsSignIn.errorCode(refusal);
    return switch (code) {
      case "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist" ->
          new StageException(
              Reason.ABSENT,
              "could not %s: there is no such queue in this account and region. Is stage %s deployed there, and is AWS_PROFILE the right one?"
                  .formatted(what, access.stage()));
      case "AccessDenied", "AccessDeniedException" ->
          new StageException(
              Reason.REFUSED,
              "AWS does not let you " + what + ": the rights it takes are in docs/guide/daily.md");
      default ->
          new StageException(
              Reason.REFUSED, "could not " + what + ": HTTP " + refusal.statusCode() + " " + code);
    };
  }
}
