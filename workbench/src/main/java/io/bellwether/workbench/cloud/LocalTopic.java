package io.bellwether.workbench.cloud;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** A topic that keeps what is published to it. */
final class LocalTopic implements SnsClient {
  private final List<PublishRequest> published = new CopyOnWriteArrayList<>();

  @Override
  public PublishResponse publish(PublishRequest request) {
    published.add(request);
    return PublishResponse.builder().messageId("message-" + published.size()).build();
  }

  /** What was published, in order. */
  List<PublishRequest> published() {
    return List.copyOf(published);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
