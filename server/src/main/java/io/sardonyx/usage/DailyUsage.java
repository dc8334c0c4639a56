package io.sardonyx.usage;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What one model read and wrote for one user on one day.
 *
 * @param day of UTC
 * @param answers that it gave; summaries and titles are counted in the tokens only
 * @param estimated how many of the figures were counted here, because the provider gave none
 */
public record DailyUsage(
    LocalDate day,
    UUID applicationId,
    UUID userId,
    String model,
    long answers,
    long promptTokens,
    long completionTokens,
    long estimated) {}
