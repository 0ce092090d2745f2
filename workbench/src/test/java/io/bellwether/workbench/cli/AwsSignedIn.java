package io.bellwether.workbench.cli;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets the SDK find credentials and a region, as after {@code aws configure}. */
final class AwsSignedIn implements BeforeEachCallback, AfterEachCallback {
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "aws.accessKeyId", "AKIATEST",
          "aws.secretAccessKey", "planted-aws-secret",
          "aws.region", "us-east-1",
          "aws.disableEc2Metadata", "true");

  @Override
  public void beforeEach(ExtensionContext context) {
    PROPERTIES.forEach(System::setProperty);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    PROPERTIES.keySet().forEach(System::clearProperty);
  }

  /** As before {@code aws configure}. */
  static void signOut() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }
}
