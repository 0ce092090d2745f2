package io.bellwether.trading.broker.alpaca;

import static io.bellwether.trading.broker.alpaca.AlpacaServer.CLIENT_ID;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.risk.ApprovedOrders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys go into headers and nowhere else. */
class AlpacaSecretsTest {
  private AlpacaServer alpaca;

  @BeforeEach
  void start() throws Exception {
    alpaca = new AlpacaServer();
  }

  @AfterEach
  void stop() throws Exception {
    alpaca.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422, 429, 500, 302, 200})
  void aServerThatEchoesTheKeysDoesNotGetThemIntoMessages(int status) {
    String echo = "you sent " + KEYS.id() + " and " + KEYS.secret();
    for (int i = 0; i < 4; i++) {
      alpaca.answer(status, i % 2 == 0 ? echo : "{\"message\":\"" + echo + "\"}");
    }
    assertHidden(alpaca.submit(market()).toString());
    assertHidden(trace(assertFails(alpaca.broker())));
  }

  @Test
  void keysHaveNoTextForm() {
    assertHidden(KEYS.toString());
    assertHidden(alpaca.settings().toString());
    assertHidden(alpaca.broker().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "line-of-a-secret\n", "two words", "naïve", "tab-in-a-secret\t", "\u0000"})
  void aKeyThatIsNoHeaderValueIsRefusedWithoutShowingIt(String key) {
    for (ApiKeys keys :
        List.<ApiKeys>of(() -> new ApiKey(key, "good"), () -> new ApiKey("good", key))) {
      Broker broker = alpaca.broker(alpaca.settings(), keys);
      String unknown = assertInstanceOf(Submission.Unknown.class, submit(broker)).message();
      String failure = trace(assertFails(broker));

      assertFalse(!key.isBlank() && unknown.contains(key.strip()), unknown);
      assertFalse(!key.isBlank() && failure.contains(key.strip()), failure);
    }
    assertEquals(0, alpaca.server.getRequestCount());
  }

  @Test
  void aKeyThatIsNoHeaderValueIsReadAgainBeforeTheCall() throws Exception {
    alpaca.answer(200, "[]");
    Broker broker =
        alpaca.broker(
            alpaca.settings(), rereading(() -> new ApiKey("two words", "good"), () -> KEYS));

    assertEquals(List.of(), broker.positions(alpaca.deadline()));
  }

  @Test
  void keysThatCannotBeReadMeanThatNothingIsSent() {
    Broker broker = alpaca.broker(alpaca.settings(), AlpacaSecretsTest::unreadable);

    assertHidden(assertInstanceOf(Submission.Unknown.class, submit(broker)).message());
    assertHidden(trace(assertFails(broker)));
    assertEquals(0, alpaca.server.getRequestCount());
  }

  @Test
  void keysThatCannotBeReadAgainMeanThatNothingMoreIsSent() {
    alpaca.answer(401, "");
    Broker broker =
        alpaca.broker(alpaca.settings(), rereading(() -> KEYS, AlpacaSecretsTest::unreadable));

    assertHidden(trace(assertFails(broker)));
    assertHidden(assertInstanceOf(Submission.Unknown.class, submit(broker)).message());
    assertEquals(1, alpaca.server.getRequestCount());
  }

  private static ApiKey unreadable() {
    throw new IllegalStateException("the value was " + KEYS.secret());
  }

  private static ApiKeys rereading(ApiKeys first, ApiKeys again) {
    return new ApiKeys() {
      @Override
      public ApiKey current() {
        return first.current();
      }

      @Override
      public ApiKey reread() {
        return again.current();
      }
    };
  }

  private Submission submit(Broker broker) {
    return broker.submit(ApprovedOrders.of(CLIENT_ID, market()), alpaca.deadline());
  }

  private BrokerException assertFails(Broker broker) {
    return assertThrows(BrokerException.class, () -> broker.account(alpaca.deadline()));
  }

  private static OrderTerms market() {
    return OrderTerms.market("TQQQ", Side.BUY, BigDecimal.ONE, TimeInForce.DAY);
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static void assertHidden(String text) {
    assertFalse(text.contains(KEYS.id()) || text.contains(KEYS.secret()), text);
  }
}
