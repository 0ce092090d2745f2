package io.bellwether.infrastructure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryVisualizationType;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** One page: is it well, does it decide, does it trade, what went wrong. */
final class DashboardPage extends Construct {
  private static final int PAGE_WIDTH = 24;
  private static final int GRAPH_WIDTH = 8;
  private static final int GRAPH_HEIGHT = 6;
  private static final Duration HALF_HOUR = Duration.minutes(30);
  private static final Duration DAY = Duration.days(1);

  private final Names names;
  private final Messaging messaging;
  private final Functions functions;

  DashboardPage(
      Construct scope,
      Deployment deployment,
      Messaging messaging,
      Functions functions,
      Alarms alarms) {
    super(scope, "Dashboard");
    this.names = deployment.names();
    this.messaging = messaging;
    this.functions = functions;
    Dashboard.Builder.create(this, "Page")
        .dashboardName(names.stack())
        .defaultInterval(DAY)
        .widgets(
            List.of(List.of(alarmRow(alarms)), decisions(), trades(), operation(), List.of(log())))
        .build();
  }

  private IWidget alarmRow(Alarms alarms) {
    return AlarmStatusWidget.Builder.create()
        .title("Alarms of " + names.stack())
        .alarms(alarms.all())
        .width(PAGE_WIDTH)
        .height(3)
        .build();
  }

  private List<IWidget> decisions() {
    return List.of(
        graph(
            "From schedule to decision, ms",
            StageMetric.DECISION_LATENCY.in(names, "p50", HALF_HOUR),
            StageMetric.DECISION_LATENCY.in(names, "Maximum", HALF_HOUR)),
        graph(
            "Requests answered, %",
            percent(StageMetric.FEED_SUCCESS, "feeds", HALF_HOUR),
            percent(StageMetric.BROKER_SUCCESS, "broker", HALF_HOUR)),
        graph(
            "Ticks missed, positions unexplained",
            StageMetric.MISSED_TICKS.in(names, "Sum", HALF_HOUR),
            StageMetric.UNEXPLAINED_POSITIONS.in(names, "Maximum", HALF_HOUR)));
  }

  private List<IWidget> trades() {
    return List.of(
        graph(
            "Orders ended: all, filled",
            StageMetric.ORDER_FILLED.in(names, "SampleCount", DAY),
            StageMetric.ORDER_FILLED.in(names, "Sum", DAY)),
        graph(
            "Signals: all, entries less exits",
            StageMetric.SIGNAL_DIRECTION.in(names, "SampleCount", DAY),
            StageMetric.SIGNAL_DIRECTION.in(names, "Sum", DAY)),
        graph(
            "Signals right after 1, 5, 20 bars, %",
            percent(StageMetric.SIGNAL_ACCURACY_1, "1 bar", DAY),
            percent(StageMetric.SIGNAL_ACCURACY_5, "5 bars", DAY),
            percent(StageMetric.SIGNAL_ACCURACY_20, "20 bars", DAY)),
        graph(
            "Fills worse than the backtest's, bps",
            StageMetric.DRIFT_BPS.in(names, "Average", DAY)));
  }

  private List<IWidget> operation() {
    MetricOptions sum = MetricOptions.builder().statistic("Sum").period(HALF_HOUR).build();
    MetricOptions maximum = MetricOptions.builder().statistic("Maximum").period(HALF_HOUR).build();
    return List.of(
        graph("Errors", ofEach(spec -> functions.function(spec).metricErrors(sum))),
        graph(
            "Longest duration, ms",
            ofEach(spec -> functions.function(spec).metricDuration(maximum))),
        graph(
            "Dead letters",
            messaging.allDeadLetters().stream()
                .map((Queue queue) -> queue.metricApproximateNumberOfMessagesVisible(maximum))
                .toArray(IMetric[]::new)));
  }

  private static IMetric[] ofEach(Function<FunctionSpec, IMetric> metric) {
    return Arrays.stream(FunctionSpec.values()).map(metric).toArray(IMetric[]::new);
  }

  private IWidget log() {
    return LogQueryWidget.Builder.create()
        .title("Warnings and errors")
        .logGroupNames(
            Arrays.stream(FunctionSpec.values())
                .map(spec -> functions.logs(spec).getLogGroupName())
                .toList())
        .view(LogQueryVisualizationType.TABLE)
        .queryLines(
            List.of(
                "fields @timestamp, level, message, strategy, account, error",
                "filter level in ['ERROR', 'WARN']",
                "sort @timestamp desc",
                "limit 50"))
        .width(PAGE_WIDTH)
        .height(GRAPH_HEIGHT)
        .build();
  }

  private IMetric percent(StageMetric metric, String label, Duration period) {
    // Unique on a graph, and begun with a small letter, as CloudWatch wants it.
    String variable = "of" + metric.metricName();
    return MathExpression.Builder.create()
        .expression("100*" + variable)
        .label(label)
        .usingMetrics(Map.of(variable, metric.in(names, "Average", period)))
        .period(period)
        .build();
  }

  private static IWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(List.of(metrics))
        .width(GRAPH_WIDTH)
        .height(GRAPH_HEIGHT)
        .build();
  }
}
