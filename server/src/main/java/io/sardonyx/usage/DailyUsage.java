package io.sardonyx.usage;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one model read and wrote for one user on one day.
 *
 * @param day of UTC
 * @param applicationName null once it is gone
 * @param userName null once they are gone
 * @param answers that it gave; summaries and titles are counted in the tokens only
 * @param estimated how many of the figures were counted here, because the provider gave none
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
