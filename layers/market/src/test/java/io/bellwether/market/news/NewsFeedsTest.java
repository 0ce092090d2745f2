package io.bellwether.market.news;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.http.RecordedRequests;
import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewsFeedsTest {
  private static final String KEY = "news-planted-0001";
  private static final Instant FROM = Instant.parse("2026-11-19T21:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-20T21:00:00Z");
  private static final Deadline DEADLINE = Deadline.after(() -> TO, Duration.ofMinutes(5));

  private final MockWebServer server = new MockWebServer();
  private final HttpReader reader =
      new HttpReader(
          new OkHttpClient(), HttpReader.Settings.DEFAULT, duration -> {}, new Random(1));
  private ApiKeys keys = () -> ApiKey.of(KEY);

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  private List<Headline> fmp() throws FeedException {
    return new FmpNews(reader, server.url("/"), keys, new NyseCalendar())
        .headlines(List.of("QQQ", "TQQQ"), FROM, TO, DEADLINE);
  }

  private List<Headline> newsApi() throws FeedException {
    return new NewsApiNews(reader, server.url("/"), keys)
        .headlines(List.of("QQQ", "TQQQ"), FROM, TO, DEADLINE);
  }

  private void serve(int status, String body) {
    server.enqueue(new MockResponse().setResponseCode(status).setBody(body));
  }

  @Test
  void fmpsHeadlinesAreInNewYorksTime() throws FeedException, InterruptedException {
    serve(
        200,
        """
        [{"symbol":"QQQ","publishedDate":"2026-11-20 09:31:00","publisher":"Reuters","title":"Stocks slide","text":"...","url":"https://x"},
         {"symbol":"QQQ","publishedDate":"2026-11-20 15:59:59","publisher":null,"title":" Late news "},
         {"symbol":"TQQQ","publishedDate":"2026-11-20 15:59:59","publisher":"A","title":"Stocks slide"},
         {"symbol":"QQQ","publishedDate":"2026-11-20 16:00:00","publisher":"B","title":"After the close"},
         {"symbol":"QQQ","publishedDate":null,"title":"No time"},
         {"symbol":"QQQ","publishedDate":"2026-11-20 10:00:00","title":null},
         {"symbol":"QQQ","publishedDate":"2026-11-20 10:00:00","title":"[Removed]"},
         {"symbol":"QQQ","publishedDate":"yesterday","title":"No time either"},
         null, 7]
        """);
    assertEquals(
        List.of(
            new Headline(Instant.parse("2026-11-20T20:59:59Z"), "", "Late news"),
            new Headline(Instant.parse("2026-11-20T20:59:59Z"), "A", "Stocks slide")),
        fmp());
    RecordedRequest request = RecordedRequests.next(server);
    assertEquals(
        "/stable/news/stock?symbols=QQQ%2CTQQQ&from=2026-11-19&to=2026-11-20&page=0&limit=50&apikey="
            + KEY,
        request.getPath());
  }

  @Test
  void newsApisHeadlines() throws FeedException, InterruptedException {
    serve(
        200,
        """
        {"status":"ok","totalResults":4,"articles":[
         {"source":{"id":null,"name":"Reuters"},"author":null,"title":"%s","publishedAt":"2026-11-20T14:31:00Z"},
         {"source":null,"title":"Anonymous","publishedAt":"2026-11-20T14:30:00Z"},
         {"source":{"name":"X"},"title":"[Removed]","publishedAt":"2026-11-20T14:30:00Z"},
         {"source":{"name":"X"},"title":"Old","publishedAt":"2026-11-19T20:59:59Z"}]}
        """
            .formatted("x".repeat(5_000)));
    List<Headline> headlines = newsApi();
    assertEquals(2, headlines.size());
    assertEquals(300, headlines.getFirst().title().length());
    assertEquals("", headlines.getLast().source());
    RecordedRequest request = RecordedRequests.next(server);
    assertEquals(KEY, request.getHeader("X-Api-Key"));
    assertEquals(
        "\"QQQ\" OR \"TQQQ\"",
        request.getRequestUrl() == null ? "" : request.getRequestUrl().queryParameter("q"));
    assertFalse(String.valueOf(request.getPath()).contains(KEY));
  }

  @ParameterizedTest
  @CsvSource({
    "401, apiKeyInvalid, UNAUTHORIZED",
    "429, rateLimited, RATE_LIMITED",
    "426, maximumResultsReached, RATE_LIMITED",
    "400, parameterInvalid, UNSUPPORTED",
    "200, unexpectedError, UNSUPPORTED",
    "418, unexpectedError, MALFORMED"
  })
  void newsApisErrors(int status, String code, Kind kind) {
    serve(
        status,
        "{\"status\":\"error\",\"code\":\"" + code + "\",\"message\":\"with " + KEY + "\"}");
    FeedException e = assertThrows(FeedException.class, this::newsApi);
    assertEquals(kind, e.kind());
    assertTrue(String.valueOf(e.getMessage()).contains(code), e.toString());
    assertFalse(e.toString().contains(KEY), e.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "{\"status\":\"ok\"}", "[]", "{\"status\":\"ok\",\"articles\":7}"})
  void whatIsNoAnswerIsAnError(String body) {
    serve(200, body);
    assertThrows(FeedException.class, this::newsApi);
    if (!body.equals("[]")) {
      serve(200, body);
      assertThrows(FeedException.class, this::fmp);
    }
  }

  @Test
  void fmpsErrors() {
    serve(401, "{\"Error Message\":\"Invalid API KEY.\"}");
    assertEquals(Kind.UNAUTHORIZED, assertThrows(FeedException.class, this::fmp).kind());
    serve(429, "{\"Error Message\":\"Limit Reach .\"}");
    assertEquals(Kind.RATE_LIMITED, assertThrows(FeedException.class, this::fmp).kind());
  }

  @Test
  void whatMayPassIsReadAgain() throws FeedException {
    serve(500, "");
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    serve(200, "[]");
    assertEquals(List.of(), fmp());
  }

  @Test
  void withoutAKeyNobodyIsAsked() {
    keys =
        () -> {
          throw new ApiKeyException("there is none");
        };
    assertEquals(Kind.NO_KEY, assertThrows(FeedException.class, this::fmp).kind());
    assertEquals(Kind.NO_KEY, assertThrows(FeedException.class, this::newsApi).kind());
    assertEquals(0, server.getRequestCount());
  }
}
