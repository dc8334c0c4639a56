package io.sardonyx.identity.audit;

import io.sardonyx.platform.json.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which events: what is not given is every action, everybody, at any time. */
public record AuditQuery(
    @QueryParam("action") @Nullable String action,
    @QueryParam("app_user_id") @Parameter(description = "Who did it") @Nullable UUID appUserId,
    @QueryParam("since") @Parameter(description = "The first moment, of RFC 3339")
        @Nullable OffsetDateTime since,
    @QueryParam("until") @Parameter(description = "The moment before which it was done")
        @Nullable OffsetDateTime until,
    @QueryParam("cursor") @Nullable String cursor,
    @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
  /** Before there was anything to write down. */
  private static final Instant FIRST = Instant.EPOCH;

  /** Later than all that an id can say would be too late for the database too. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  Instant first() {
    return since == null ? FIRST : known(since);
  }

  Instant end() {
    return until == null ? LAST : known(until);
  }

  private static Instant known(OffsetDateTime time) {
    var at = time.toInstant();
    return at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
  }
}
