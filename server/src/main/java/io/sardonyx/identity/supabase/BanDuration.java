package io.sardonyx.identity.supabase;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** For how long somebody is kept out, as Go writes durations: {@code 24h}, {@code 1h30m}. */
public final class BanDuration {
  /** As far as a pattern says it. */
  public static final String PATTERN = "none|0|([0-9.]+(ns|us|µs|ms|s|m|h))+";

  private static final Pattern PART =
      Pattern.compile("([0-9]{1,10}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(ns|us|µs|μs|ms|s|m|h)");

  private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + "){1,8}|0");

  /** What Go can count in nanoseconds. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private BanDuration() {}

  /** Empty for {@code none}, which lets somebody in again. */
  public static Optional<Duration> parse(String text) {
    if (text.equals("none")) {
      return Optional.empty();
    }
    if (!WHOLE.matcher(text).matches()) {
      throw invalid();
    }
    var total = BigDecimal.ZERO;
    var parts = PART.matcher(text);
    while (parts.find()) {
      total =
          total.add(
              new BigDecimal(parts.group(1))
                  .multiply(BigDecimal.valueOf(nanoseconds(parts.group(2)))));
    }
    var nanoseconds = total.setScale(0, RoundingMode.DOWN);
    if (nanoseconds.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
      throw invalid();
    }
    return Optional.of(Duration.ofNanos(nanoseconds.longValueExact()));
  }

  private static long nanoseconds(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs", "μs" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> throw invalid();
    };
  }

  private static RuntimeException invalid() {
    return AuthErrors.invalid("ban_duration is none, or a time like 24h or 1h30m");
  }
}
