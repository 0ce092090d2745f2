package io.bellwether.research.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The chart and the HTML report, as documents: well formed, within bounds, safe, not too large. */
class PicturesTest {
  private static final Pattern COORDINATES = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

  @ParameterizedTest
  @CsvSource({"1d, 0", "1d, 1", "1d, 2", "1d, 50", "1d, 3700", "5m, 5", "5m, 20000", "1m, 100000"})
  void chartsOfAnyLengthAreWellFormedAndStayOnThePaper(String timeframe, int bars)
      throws Exception {
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.parse(timeframe), bars, 7));
    String svg = SvgChart.render(sheet, TimeFormat.of(sheet.run()));
    Document document = parse(svg);
    assertEquals("1200", document.getDocumentElement().getAttribute("width"));
    assertTrue(svg.length() < 1_000_000, "size " + svg.length());
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"));
    NodeList paths = document.getElementsByTagName("path");
    for (int i = 0; i < paths.getLength(); i++) {
      Matcher point = COORDINATES.matcher(((Element) paths.item(i)).getAttribute("d"));
      while (point.find()) {
        double x = Double.parseDouble(point.group(1));
        double y = Double.parseDouble(point.group(2));
        assertTrue(x >= 0 && x <= SvgChart.WIDTH && y >= 0 && y <= SvgChart.HEIGHT, point.group());
      }
    }
  }

  @Test
  void eachTradeHasAnEntryAndAnExitOfItsReason() throws Exception {
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, 1_000, 7));
    int trades = sheet.run().trades().size();
    Document document = parse(SvgChart.render(sheet, TimeFormat.of(sheet.run())));
    // One more of each kind stands in the legend.
    assertEquals(trades + 1, count(document, "bw-long"));
    int exits = 0;
    for (String style : List.of("bw-rule", "bw-stop", "bw-target", "bw-risk")) {
      int ofKind = count(document, style) - 1;
      assertTrue(ofKind >= trades / 4, style);
      exits += ofKind;
    }
    assertEquals(trades, exits);
  }

  @Test
  void aSpikeOfOneBarAmongManyIsDrawn() {
    int size = 100_000;
    StringBuilder path =
        Polyline.of(size, i -> 84 + i * 1088.0 / size, i -> i == 54_321 ? 7 : 300 + i % 5);
    List<Double> ys = new ArrayList<>();
    Matcher point = COORDINATES.matcher(path);
    while (point.find()) {
      ys.add(Double.parseDouble(point.group(2)));
    }
    assertTrue(ys.contains(7.0));
    assertTrue(ys.contains(304.0));
    assertTrue(ys.size() <= 4 * 1_089, "points " + ys.size());
  }

  @Test
  void fewBarsAreCandlesAndManyAreALine() {
    assertTrue(chart(50).contains("class=\"bw-wick\""));
    assertFalse(chart(2_000).contains("class=\"bw-wick\""));
  }

  @Test
  void ticksAreRoundAndWithinTheAxis() {
    assertEquals(
        List.of("9,500", "10,000", "10,500", "11,000", "11,500", "12,000"),
        labels(ValueAxis.of(9_400, 12_100, 0, 200)));
    assertEquals(
        List.of("0.225", "0.230", "0.235", "0.240"),
        labels(ValueAxis.of(0.2241, 0.2429, 0, 200)).stream().toList());
    assertEquals(
        List.of("10", "20", "30", "50", "70", "100", "200", "300"),
        labels(ValueAxis.of(9, 300, 0, 200)));
    assertFalse(labels(ValueAxis.of(5, 5, 0, 200)).isEmpty());
    assertFalse(labels(ValueAxis.of(-50, 100, 0, 200)).isEmpty());
  }

  @Test
  void moreIsHigherOnBothKindsOfAxis() {
    for (ValueAxis axis : List.of(ValueAxis.of(90, 110, 10, 500), ValueAxis.of(0.2, 80, 10, 500))) {
      assertTrue(axis.y(100) < axis.y(99));
    }
    assertTrue(ValueAxis.of(0.2, 80, 10, 500).isLogarithmic());
  }

  @Test
  void hostileTextStaysText() throws Exception {
    String hostile = "</style></title><script>alert('x')</script>&\"<img src=x onerror=y>\u0000";
    RunResult run = SampleRuns.withNotes(SampleRuns.of(Timeframe.DAY, 60, 7), List.of(hostile));
    TearSheet sheet = TearSheet.of(SampleRuns.withStrategy(run, hostile));
    String html = HtmlReport.render(sheet, time -> hostile);
    assertFalse(html.contains("<script"), "a script element got through");
    assertFalse(html.contains("<img"), "an image element got through");
    assertFalse(html.contains("\u0000"));
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)"));
    parse(SvgChart.render(sheet, time -> hostile));
  }

  @Test
  void theReportNeedsNothingElse() {
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, 900, 7));
    String html = HtmlReport.render(sheet, TimeFormat.of(sheet.run()));
    String withoutNamespace = html.replace("http://www.w3.org/2000/svg", "");
    assertFalse(
        Pattern.compile("https?:|url\\(|@import|<link|<script| src=")
            .matcher(withoutNamespace)
            .find());
    assertTrue(html.contains("prefers-color-scheme: dark"));
    assertTrue(html.contains("not investment advice"));
    assertTrue(html.contains("mean(r - rf) / sd(r - rf) * sqrt(P)"));
    assertTrue(html.contains("split (simulated)"));
  }

  private static String chart(int bars) {
    TearSheet sheet = TearSheet.of(SampleRuns.of(Timeframe.DAY, bars, 7));
    return SvgChart.render(sheet, TimeFormat.of(sheet.run()));
  }

  private static List<String> labels(ValueAxis axis) {
    return axis.ticks().stream().map(ValueAxis.Tick::label).toList();
  }

  private static int count(Document document, String style) {
    int count = 0;
    NodeList paths = document.getElementsByTagName("path");
    for (int i = 0; i < paths.getLength(); i++) {
      String classes = ((Element) paths.item(i)).getAttribute("class");
      count += List.of(classes.split(" ")).contains(style) ? 1 : 0;
    }
    return count;
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
