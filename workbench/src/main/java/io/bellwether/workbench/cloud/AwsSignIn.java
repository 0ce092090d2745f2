package io.bellwether.workbench.cloud;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Whether AWS knows who is asking. */
public final class AwsSignIn {
  private static final Set<String> NOT_TAKEN =
      Set.of(
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "ExpiredTokenException",
          "ExpiredToken",
          "InvalidClientTokenId");

  private AwsSignIn() {}

  /** Why AWS does not know, and what to do; empty if something else is wrong. */
  public static Optional<String> problem(SdkException e) {
    if (e instanceof AwsServiceException refusal) {
      String code = errorCode(refusal);
      return NOT_TAKEN.contains(code)
          ? Optional.of(
              "AWS refuses your credentials (" + code + "): sign in again, then try this again")
          : Optional.empty();
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unable to load credentials")) {
      return Optional.of(
          "no AWS credentials were found: run 'aws configure' or 'aws sso login', and set"
              + " AWS_PROFILE if they are not those of the default profile");
    }
    if (message.contains("Unable to load region")) {
      return Optional.of(
          "no AWS region is configured: give --region, set AWS_REGION, or run 'aws configure'");
    }
    return Optional.empty();
  }

  /** AWS's word for a refusal; empty if it gave none. */
  public static String errorCode(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }
}
