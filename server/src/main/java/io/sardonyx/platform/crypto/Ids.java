package io.sardonyx.platform.crypto;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of version 7 (RFC 9562, method 3): 48 bits of milliseconds, 12 bits of fraction, 62 random
 * bits. Within one process each is greater than the one before, even while the clock goes back.
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int FRACTION_BITS = 12;
  private static final long FRACTION_STEPS = 1L << FRACTION_BITS;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final AtomicLong LAST = new AtomicLong();

  private Ids() {}

  public static UUID next() {
    var now = Instant.now();
    long fraction = now.getNano() % NANOS_PER_MILLI * FRACTION_STEPS / NANOS_PER_MILLI;
    return next(now.toEpochMilli() << FRACTION_BITS | fraction);
  }

  private static UUID next(long steps) {
    long unique = LAST.updateAndGet(last -> Math.max(last + 1, steps));
    long high = unique >>> FRACTION_BITS << 16 | 0x7000 | unique & (FRACTION_STEPS - 1);
    long low = RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** Less than every id of this moment and later, and greater than all before; from 1970 on. */
  public static UUID firstAt(Instant moment) {
    return new UUID(Math.max(0, moment.toEpochMilli()) << 16, 0);
  }

  /** The moment that the id was made, to the millisecond. */
  public static Instant timeOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
