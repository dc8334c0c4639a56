package io.sardonyx.usage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The filters of the usage report. */
public record UsageQuery(
    @QueryParam("from")
        @Parameter(description = "The first day, in UTC; by default thirty days before the last")
        @Nullable LocalDate from,
    @QueryParam("to") @Parameter(description = "The last day; by default today")
        @Nullable LocalDate to,
    @QueryParam("user_id") @Nullable UUID userId,
    @QueryParam("cursor") @Min(1) @Max(1_000_000) @Nullable Integer cursor,
    @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1_000) int limit) {}
