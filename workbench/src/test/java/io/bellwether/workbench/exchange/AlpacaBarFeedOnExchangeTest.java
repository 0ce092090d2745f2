package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import io.bellwether.market.feed.AlpacaBarFeed;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.BarFeedKit;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.HttpReader;
import io.bellwether.trading.cost.NoCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The real Alpaca feed passes the feed kit against this exchange. */
@Tag("integration")
class AlpacaBarFeedOnExchangeTest extends BarFeedKit {
  private final List<SimulatedExchange> exchanges = new ArrayList<>();

  @AfterEach
  void close() {
    exchanges.forEach(SimulatedExchange::close);
  }

  @Override
  protected BarFeed serving(Bars bars) {
    return feed(bars, Fault.NONE, "simulated-secret");
  }

  @Override
  protected Optional<BarFeed> failing(Failure failure) {
    Bars bars = series("TQQQ", io.bellwether.market.Timeframe.parse("5m"), 100);
    Fault.Effect effect =
        switch (failure) {
          case UNAUTHORIZED_401 -> new Fault.Effect.None();
          case FORBIDDEN_403 -> new Fault.Effect.Refuse(403, "{\"message\":\"not permitted\"}");
          case NOT_FOUND_404 -> new Fault.Effect.Refuse(404, "{\"message\":\"not found\"}");
          case RATE_LIMITED_429 -> Fault.Effect.Refuse.tooManyRequests();
          case SERVER_ERROR_500 -> Fault.Effect.Refuse.serverError();
          case CONNECTION_LOST -> new Fault.Effect.Disconnect(false);
          case TRUNCATED -> new Fault.Effect.Mislead(200, "{\"bars\":{\"TQQQ\":[{\"t\":");
          case HTML_INSTEAD -> new Fault.Effect.Mislead(200, "<html></html>");
        };
    String secret = failure == Failure.UNAUTHORIZED_401 ? "wrong" : "simulated-secret";
    return Optional.of(feed(bars, request -> effect, secret));
  }

  private BarFeed feed(Bars bars, Fault fault, String secret) {
    SimulatedExchange exchange =
        SimulatedExchange.builder(CALENDAR, CLOCK, new NoCosts())
            .bars(List.of(bars))
            .credentials("SIMULATED", "simulated-secret")
            .fault(fault)
            .start();
    exchanges.add(exchange);
    HttpReader reader =
        new HttpReader(
            new OkHttpClient(), HttpReader.Settings.DEFAULT, duration -> {}, new Random(1));
    HttpUrl url = HttpUrl.get(exchange.baseUri().toString());
    return new AlpacaBarFeed(
        reader, url, AlpacaBarFeed.Tape.IEX, () -> new ApiKey("SIMULATED", secret));
  }
}
