package io.sardonyx.identity.audit;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.deletion.RetainedData;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Audit events are kept for ever unless an organization's rule says for how long. */
@Singleton
public class AuditRetention implements RetainedData {
  public static final String KIND = "audit_events";

  private static final int BATCH = 5_000;

  private final Database database;
  private final int batch;

  @Inject
  AuditRetention(Database database) {
    this(database, BATCH);
  }

  public AuditRetention(Database database, int batch) {
    this.database = database.background();
    this.batch = batch;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** In batches, so that none holds its locks for long. */
  @Override
  public void apply(Action action, UUID organizationId, Instant unusedSince, Counter counter) {
    if (action != Action.DELETE) {
      throw new IllegalArgumentException("Audit events are deleted or kept: " + action);
    }
    int deleted;
    do {
      deleted =
          database.asWorker(tx -> {
            int some = AuditStore.deleteSome(tx, organizationId, unusedSince, batch);
            counter.add(tx, some);
            return some;
          });
    } while (deleted == batch && !Thread.currentThread().isInterrupted());
  }
}
