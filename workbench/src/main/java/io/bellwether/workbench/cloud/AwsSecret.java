package io.bellwether.workbench.cloud;

import io.bellwether.cloud.SecretDocument;
import io.bellwether.workbench.cloud.AwsSecretException.Reason;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * A secret in AWS Secrets Manager itself, read with the credentials and the region that the AWS CLI
 * would use: environment, profile, or the machine's role.
 *
 * @param id its name or ARN
 * @param region in place of the one configured
 * @param endpoint in place of AWS
 */
public record AwsSecret(String id, Optional<String> region, Optional<URI> endpoint) {
  /**
   * Reads it.
   *
   * @throws AwsSecretException if it cannot be read; the message says what is missing
   * @throws io.bellwether.cloud.CloudException if it is no JSON object
   */
  public SecretDocument read() {
    String text;
    try (SecretsManagerClient client = client()) {
      text = client.getSecretValue(request -> request.secretId(id)).secretString();
    } catch (SdkException e) {
      throw AwsSignIn.problem(e).map(this::notSignedIn).orElseGet(() -> refused(e));
    }
    return SecretDocument.parse(text == null ? "" : text, "secret " + id);
  }

  private SecretsManagerClient client() {
    SecretsManagerClientBuilder builder =
        SecretsManagerClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
    region.map(Region::of).ifPresent(builder::region);
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private AwsSecretException notSignedIn(String problem) {
    return new AwsSecretException(
        Reason.NOT_SIGNED_IN,
        problem + "; keys that are not on AWS are checked with --file or --environment");
  }

  private AwsSecretException refused(SdkException e) {
    if (!(e instanceof AwsServiceException refusal)) {
      return new AwsSecretException(
          Reason.REFUSED,
          "AWS could not be reached for secret " + id + ": check the connection and the region");
    }
    String code = AwsSignIn.errorCode(refusal);
    return switch (code) {
      case "ResourceNotFoundException" ->
          new AwsSecretException(
              Reason.ABSENT,
              "there is no secret "
                  + id
                  + " in this account and region; deploy first, or name another one");
      case "AccessDeniedException" ->
          new AwsSecretException(
              Reason.REFUSED,
              "AWS does not let you read secret "
                  + id
                  + ": it takes secretsmanager:GetSecretValue");
      default ->
          new AwsSecretException(
              Reason.REFUSED,
              "secret " + id + " cannot be read: HTTP " + refusal.statusCode() + " " + code);
    };
  }
}
