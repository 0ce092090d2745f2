package io.bellwether.infrastructure.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bellwether.infrastructure.iam.CallGraph.Call;
import io.bellwether.infrastructure.iam.CallGraph.Reach;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way from a handler to its actions, on functions written for it. */
class UsedActionsTest {
  private static final String ROOT = "io.bellwether.infrastructure.iam.fixture";
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(ROOT);

  private static Set<String> actions(String function) {
    return actions(function, Map.of());
  }

  private static Set<String> actions(String function, Map<String, String> madeBy) {
    return UsedActions.of(CallGraph.from(CLASSES, ROOT, ROOT + "." + function), madeBy);
  }

  private static Set<String> actionOf(String type, String method) {
    Call call = new Call("software.amazon.awssdk.services." + type, method);
    return UsedActions.of(new Reach(Set.of(), Set.of(call)), Map.of());
  }

  @Test
  void followsInterfacesDefaultMethodsLambdasAndTransactions() {
    assertEquals(
        Set.of("dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"),
        actions("TableFunction"));
  }

  @Test
  void followsMethodReferencesStaticInitialisersAndWhatALibraryCallsBack() {
    assertEquals(
        Set.of("sns:ListTopics", "sqs:PurgeQueue", "sqs:SendMessage"), actions("QueueFunction"));
  }

  @Test
  void aFunctionWithoutCallsHasNoActions() {
    assertEquals(Set.of(), actions("IdleFunction"));
  }

  @Test
  void aPartThatIsNeverMadeNeedsNoAction() {
    String made = ROOT + ".TableAdapter.use";
    String notMade = ROOT + ".TableAdapter.neverCalled";

    assertEquals(
        Set.of("dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"),
        actions("TableFunction", Map.of("delete", made)));
    assertEquals(
        Set.of("dynamodb:GetItem", "dynamodb:PutItem"),
        actions("TableFunction", Map.of("delete", notMade)));
  }

  @Test
  void whatItDoesNotKnowIsAnError() {
    assertThrows(IllegalStateException.class, () -> actionOf("s3.S3Client", "getObject"));
    assertThrows(
        IllegalStateException.class,
        () -> actionOf("dynamodb.DynamoDbClient", "transactWriteItems"));
    assertThrows(
        IllegalStateException.class, () -> actionOf("dynamodb.DynamoDbClient", "executeStatement"));
    assertThrows(IllegalArgumentException.class, () -> actions("NoSuchFunction"));
  }

  @Test
  void pagesAreThePlainAction() {
    assertEquals(Set.of("dynamodb:Query"), actionOf("dynamodb.DynamoDbClient", "queryPaginator"));
  }
}
