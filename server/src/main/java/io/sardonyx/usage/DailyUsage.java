package io.sardonyx.usage;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The token usage of one model for one user on one day.
 *
 * @param day in UTC
 * @param applicationName null after it was deleted
 * @param userName null after they were deleted
 * @param answers without summaries and titles, whose tokens are included
 * @param estimated how many requests have estimated figures, because the provider gave none
 */
public record DailyUsage(
    LocalDate day,
    UUID applicationId,
    @Nullable String applicationName,
    UUID userId,
    @Nullable String userName,
    String model,
    long answers,
    long promptTokens,
    long completionTokens,
    long estimated) {}
