/**
 * A piece of an answer that says when it was sent: {@value #LENGTH} characters, the microseconds of
 * the machine's monotonic clock to the base of 36 and a space.
 */
final class Token {
  static final int LENGTH = 7;

  /** After which the clock begins anew: 36 minutes. */
  private static final long TURN = (long) Math.pow(36, LENGTH - 1);

  private Token() {}

  /** The one that is sent now. */
  static void write(byte[] token) {
    long rest = micros();
    token[LENGTH - 1] = ' ';
    for (int i = LENGTH - 2; i >= 0; i--) {
      token[i] = (byte) Character.forDigit((int) (rest % 36), 36);
      rest /= 36;
    }
  }

  /** How many microseconds ago the token was sent that begins there. */
  static int age(byte[] text, int at) {
    long sent = 0;
    for (int i = at; i < at + LENGTH - 1; i++) {
      sent = sent * 36 + Character.digit(text[i], 36);
    }
    return (int) Math.floorMod(micros() - sent, TURN);
  }

  private static long micros() {
    return System.nanoTime() / 1_000 % TURN;
  }
}
