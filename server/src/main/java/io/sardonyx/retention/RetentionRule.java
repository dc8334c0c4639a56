package io.sardonyx.retention;

import io.sardonyx.identity.audit.AuditRetention;
import io.sardonyx.platform.deletion.RetainedData.Action;
import io.sardonyx.sessions.InactiveSessions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How long an organization keeps chats in which nothing is said, apart from pinned ones, and its
 * audit log.
 *
 * @param archiveAfterDays null for never
 * @param deleteAfterDays null for never; what is deleted can be restored for some weeks
 * @param deleteAuditEventsAfterDays null for never; what happened lately is always there to be
 *     looked into
 */
public record RetentionRule(
    @Min(1) @Max(36_500) @Nullable Integer archiveAfterDays,
    @Min(1) @Max(36_500) @Nullable Integer deleteAfterDays,
    @Min(90) @Max(36_500) @Nullable Integer deleteAuditEventsAfterDays) {
  static final RetentionRule KEEP = new RetentionRule(null, null, null);

  /** Null where the rule says nothing about it. */
  @Nullable Integer days(String kind, Action action) {
    return switch (kind) {
      case InactiveSessions.KIND -> action == Action.ARCHIVE ? archiveAfterDays : deleteAfterDays;
      case AuditRetention.KIND -> action == Action.ARCHIVE ? null : deleteAuditEventsAfterDays;
      default -> null;
    };
  }
}
