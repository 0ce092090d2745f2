package io.bellwether.cloud.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Versions as earlier releases stored them. */
final class OldVersionsTest {
  @Test
  void aVersionWithoutFeedsNamesNone() {
    for (StrategyVersion version : StrategyBook.packaged()) {
      Map<String, AttributeValue> item = new HashMap<>(RecordCodec.encode(version));
      assertEquals(version, RecordCodec.decode(item, StrategyVersion.class));
      assertFalse(version.feeds().isEmpty());
      item.remove("feeds");
      assertEquals(version.withFeeds(List.of()), RecordCodec.decode(item, StrategyVersion.class));
    }
  }
}
