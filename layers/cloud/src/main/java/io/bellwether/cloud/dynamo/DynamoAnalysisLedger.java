package io.bellwether.cloud.dynamo;

import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.AnalysisLedger;
import io.bellwether.trading.analysis.AnalysisStore;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.DriftStore;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocuments;
import io.bellwether.trading.analysis.ShadowStore;
import io.bellwether.trading.analysis.SpendStore;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Session documents, analyses and drift reports by strategy and date, spend by month. */
final class DynamoAnalysisLedger implements AnalysisLedger {
  private final Table table;

  DynamoAnalysisLedger(Table table) {
    this.table = table;
  }

  @Override
  public SessionDocuments sessions() {
    return new Sessions(table);
  }

  @Override
  public AnalysisStore analyses() {
    return new Analyses(table);
  }

  @Override
  public SpendStore spend() {
    return new Spend(table);
  }

  @Override
  public DriftStore drifts() {
    return new Drifts(table);
  }

  @Override
  public ShadowStore shadows() {
    return new DynamoShadows(table);
  }

  private record Sessions(Table table) implements SessionDocuments {
    @Override
    public void put(SessionDocument document) {
      table.commit(
          Writes.replacement(Keys.sessionDocument(document), document, table.nextAttempt()));
    }

    @Override
    public List<SessionDocument> of(String strategy, LocalDate from, LocalDate to) {
      return table.range(
          Keys.sessionDocuments(strategy),
          Keys.firstOf(from),
          Keys.lastOf(to),
          SessionDocument.class);
    }
  }

  private record Analyses(Table table) implements AnalysisStore {
    @Override
    public boolean create(Analysis analysis) {
      Key key = Keys.analysis(analysis.id());
      return table
          .commit(
              List.of(
                  Writes.creation(key, analysis, table.nextAttempt()),
                  Writes.pointer(Keys.analysisOfStrategy(analysis), key, "")))
          .isEmpty();
    }

    @Override
    public Optional<Analysis> find(String id) {
      return table.find(Keys.analysis(id), Analysis.class);
    }

    @Override
    public Analysis update(Analysis analysis) {
      Key key = Keys.analysis(analysis.id());
      require(
          table.commit(Writes.revision(key, analysis, analysis.revision(), table.nextAttempt())));
      return Revisions.raised(analysis);
    }

    @Override
    public List<Analysis> of(String strategy, LocalDate from, LocalDate to) {
      return table.pointedAt(
          Keys.analyses(strategy), Keys.firstOf(from), Keys.lastOf(to), Analysis.class);
    }

    @Override
    public AsRead readable(String strategy, LocalDate from, LocalDate to) {
      Table.AsRead<Analysis> read =
          table.readable(
              Keys.analyses(strategy), Keys.firstOf(from), Keys.lastOf(to), Analysis.class);
      return new AsRead(
          read.records(),
          read.damaged().stream()
              .map(damage -> new Damaged(damage.item(), String.valueOf(damage.getMessage())))
              .toList());
    }
  }

  private record Spend(Table table) implements SpendStore {
    @Override
    public MonthlySpend of(YearMonth month) {
      return table
          .find(Keys.spend(month), MonthlySpend.class)
          .orElseGet(() -> MonthlySpend.none(month));
    }

    @Override
    public MonthlySpend update(MonthlySpend spend) {
      require(
          table.commit(
              Writes.revisionOrFirst(
                  Keys.spend(spend.month()), spend, spend.revision(), table.nextAttempt())));
      return Revisions.raised(spend);
    }
  }

  private record Drifts(Table table) implements DriftStore {
    @Override
    public boolean create(DriftReport report) {
      return table
          .commit(Writes.creation(Keys.drift(report), report, table.nextAttempt()))
          .isEmpty();
    }

    @Override
    public Optional<DriftReport> find(String strategy, String account, LocalDate date) {
      return table.find(Keys.drift(strategy, account, date), DriftReport.class);
    }

    @Override
    public List<DriftReport> of(String strategy, LocalDate from, LocalDate to) {
      return table.range(
          Keys.drifts(strategy), Keys.firstOf(from), Keys.lastOf(to), DriftReport.class);
    }
  }

  private static void require(Optional<Table.Refusal> refusal) {
    if (refusal.isPresent()) {
      throw new ConcurrentUpdateException(refusal.get().write().key().toString());
    }
  }
}
