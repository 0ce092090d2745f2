package io.bellwether.cloud;

import io.bellwether.trading.signal.SignalQueue;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Signals on an SQS FIFO queue: in order per account (the message group), and de-duplicated by the
 * signal's id for five minutes.
 */
public final class SqsSignalQueue implements SignalQueue {
  private final Supplier<SqsClient> client;
  private final String queueUrl;

  /**
   * A queue for signals.
   *
   * @param client stays the caller's to close
   */
  public SqsSignalQueue(SqsClient client, String queueUrl) {
    this(() -> client, queueUrl);
  }

  /** The same, with a client that is first asked for when it is needed. */
  public SqsSignalQueue(Supplier<SqsClient> client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CloudException if SQS did not confirm; the signal stays undispatched and is sent again
   */
  @Override
  public void send(String account, String signalId) {
    try {
      client
          .get()
          .sendMessage(
              request ->
                  request
                      .queueUrl(queueUrl)
                      .messageGroupId(account)
                      .messageDeduplicationId(signalId)
                      .messageBody(new SignalMessage(signalId, account).json()));
    } catch (SdkException e) {
      throw new CloudException(
          "signal %s of account %s was not confirmed by the queue %s; the next follow-up resends it"
              .formatted(signalId, account, queueUrl),
          e);
    }
  }
}
