package io.bellwether.infrastructure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/** What outlives the stack: the ledger, the long texts it names, and the API keys. */
final class State extends Construct {
  /**
   * The keys of the secret, each with an empty value. Never add to them: a changed value would be
   * written over the keys people have filled in. A key that is not there reads as empty.
   */
  static final List<String> SECRET_KEYS =
      List.of(
          "twelve_data_api_key",
          "alpaca_key_id",
          "alpaca_secret_key",
          "fmp_api_key",
          "anthropic_api_key",
          "discord_webhook_url");

  /**
   * How long what is not the current version of a text is kept: what was written over, as the index
   * of sessions is, or deleted by hand.
   */
  private static final int DAYS_DELETED_KEPT = 30;

  private final Table table;
  private final Bucket texts;
  private final ISecret secret;
  private final List<ISecret> accountSecrets;

  State(Construct scope, Deployment deployment) {
    super(scope, "State");
    this.table = table(deployment.names());
    this.texts = texts(deployment.names());
    this.secret =
        deployment
            .secretName()
            .map(name -> Secret.fromSecretNameV2(this, "ApiKeys", name))
            .orElseGet(() -> secret(deployment.names()));
    this.accountSecrets =
        new TreeMap<>(deployment.accountSecrets())
            .entrySet().stream()
                .map(own -> Secret.fromSecretNameV2(this, "Keys-" + own.getKey(), own.getValue()))
                .toList();
  }

  Table table() {
    return table;
  }

  /** Prompts and answers of analyses that are too long for the ledger. */
  Bucket texts() {
    return texts;
  }

  /** Every key that no account has for itself. */
  ISecret secret() {
    return secret;
  }

  /** The secrets that accounts have for themselves. */
  List<ISecret> accountSecrets() {
    return accountSecrets;
  }

  /** On demand, because a day of trading costs a cent; kept whatever happens to the stack. */
  private Table table(Names names) {
    return Table.Builder.create(this, "Table")
        .tableName(names.stack())
        .partitionKey(text("pk"))
        .sortKey(text("sk"))
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .encryption(TableEncryption.AWS_MANAGED)
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  /**
   * Nobody else's, and kept whatever happens to the stack, with all that was ever said and
   * answered. Account and region make its name unique.
   */
  private Bucket texts(Names names) {
    Stack stack = Stack.of(this);
    Bucket bucket =
        Bucket.Builder.create(this, "Texts")
            .bucketName(names.textsBucket(stack.getAccount(), stack.getRegion()))
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .versioned(true)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("replaced-ones-end")
                        .noncurrentVersionExpiration(Duration.days(DAYS_DELETED_KEPT))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    Nag.explain(
        bucket,
        "AwsSolutions-S1",
        "One function writes and reads here, and what it does is in its log and in the ledger;"
            + " CloudTrail's data events say more where that is wanted. Access logs would need a"
            + " bucket of their own.");
    return bucket;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  /**
   * Kept whatever happens to the stack, but for a first deployment that fails: what that one left
   * behind would stand in the way of the next.
   */
  private Secret secret(Names names) {
    Map<String, SecretValue> empty =
        SECRET_KEYS.stream()
            .collect(Collectors.toMap(key -> key, key -> SecretValue.unsafePlainText("")));
    Secret keys =
        Secret.Builder.create(this, "ApiKeys")
            .secretName(names.secret())
            .description("API keys of " + names.stack() + "; filled in by hand, see the guide")
            .secretObjectValue(new TreeMap<>(empty))
            .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
            .build();
    Nag.explain(
        keys,
        "AwsSolutions-SMG4",
        "The keys belong to brokers and data vendors that offer no rotation by API. They are"
            + " rotated by hand; the functions read the secret again without a deployment.");
    return keys;
  }
}
