package io.bellwether.workbench.cloud;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Secrets in memory. */
public final class LocalSecrets implements SecretsManagerClient {
  private final Map<String, String> secrets = new ConcurrentHashMap<>();

  public void put(String id, String value) {
    secrets.put(id, value);
  }

  @Override
  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    String value = secrets.get(request.secretId());
    if (value == null) {
      throw ResourceNotFoundException.builder()
          .message("Secrets Manager can't find the specified secret.")
          .build();
    }
    return GetSecretValueResponse.builder().name(request.secretId()).secretString(value).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    secrets.clear();
  }
}
