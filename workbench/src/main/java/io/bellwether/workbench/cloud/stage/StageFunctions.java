package io.bellwether.workbench.cloud.stage;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.cloud.lambda.InvocationRefusedException;
import io.bellwether.workbench.cloud.AwsSignIn;
import io.bellwether.workbench.cloud.stage.StageException.Reason;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The functions of a deployed stage, invoked as the AWS CLI does: once, waiting for the answer. */
public final class StageFunctions implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StageAccess access;
  private final LambdaClient client;

  /**
   * The functions of a stage.
   *
   * @throws StageException if no region is configured
   */
  public StageFunctions(StageAccess access) {
    this.access = access;
    try {
      this.client = access.lambdaClient();
    } catch (SdkException e) {
      throw failure(access.function("execution"), e);
    }
  }

  /**
   * Invokes a function.
   *
   * @param name such as {@code execution}
   * @return what it answers
   * @throws StageException if it could not be invoked, failed, or did not answer
   */
  public JsonNode invoke(String name, JsonNode payload) {
    String function = access.function(name);
    InvokeResponse response;
    try {
      response =
          client.invoke(
              request ->
                  request
                      .functionName(function)
                      .payload(SdkBytes.fromUtf8String(payload.toString())));
    } catch (SdkException e) {
      throw failure(function, e);
    }
    JsonNode answer = read(function, response.payload());
    if (response.functionError() != null) {
      boolean isRefusal =
          answer
              .path("errorType")
              .asText()
              .endsWith(InvocationRefusedException.class.getSimpleName());
      throw new StageException(
          isRefusal ? Reason.FUNCTION_REFUSED : Reason.FUNCTION_FAILED,
          function
              + (isRefusal ? " refused it: " : " failed: ")
              + answer.path("errorMessage").asText("without a message, see its log"));
    }
    return answer;
  }

  @Override
  public void close() {
    client.close();
  }

  private static JsonNode read(String function, SdkBytes payload) {
    try {
      return JSON.readTree(payload.asByteArrayUnsafe());
    } catch (JacksonException e) {
      throw new StageException(
          Reason.FUNCTION_FAILED, function + " answered what is no JSON: see its log");
    } catch (IOException e) {
      throw new StageException(
          Reason.FUNCTION_FAILED, function + " has no answer that can be read");
    }
  }

  private StageException failure(String function, SdkException e) {
    return AwsSignIn.problem(e)
        .map(problem -> new StageException(Reason.NOT_SIGNED_IN, problem))
        .orElseGet(
            () ->
                e instanceof AwsServiceException refusal
                    ? refused(function, refusal)
                    : silent(function));
  }

  private StageException refused(String function, AwsServiceException e) {
    String code = AwsSignIn.errorCode(e);
    return switch (code) {
      case "ResourceNotFoundException" ->
          new StageException(
              Reason.ABSENT,
              "there is no function %s in this account and region: is stage %s deployed there, and is AWS_PROFILE the right one?"
                  .formatted(function, access.stage()));
      case "AccessDeniedException" ->
          new StageException(
              Reason.REFUSED,
              "AWS does not let you invoke " + function + ": it takes lambda:InvokeFunction");
      case "TooManyRequestsException" ->
          new StageException(
              Reason.REFUSED,
              function
                  + " was not invoked, it is busy or switched off (TooManyRequests): try again");
      default ->
          new StageException(
              e.statusCode() >= 500 ? Reason.UNANSWERED : Reason.REFUSED,
              "Lambda did not invoke " + function + ": HTTP " + e.statusCode() + " " + code);
    };
  }

  private static StageException silent(String function) {
    return new StageException(
        Reason.UNANSWERED,
        function
            + " could not be reached or did not answer: check the connection and the region; it may"
            + " or may not have been done");
  }
}
