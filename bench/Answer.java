import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** An answer of {@link TokenServer}'s as its reader gets it: piece by piece, then as a whole. */
final class Answer {
  private static final byte[] TEXT = "\"text\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern CONTENT = Pattern.compile("\"content\"\\s*:\\s*\"([^\"]*)\"");
  private static final int CHECKSUM = 8;

  private final byte[] text;
  private final int[] delays;
  private int heard;
  private int timed;
  private String content = "";
  private boolean over;

  Answer(int tokens) {
    this.text = new byte[tokens * Token.LENGTH + CHECKSUM];
    this.delays = new int[tokens];
  }

  /** A frame of the type {@code answer.part}; the text in it needs no escapes. */
  void part(byte[] frames, int offset, int length) {
    int from = indexOf(frames, offset, offset + length) + TEXT.length;
    int to = from;
    while (frames[to] != '"') {
      to++;
    }
    System.arraycopy(frames, from, text, heard, to - from);
    heard += to - from;
    for (; timed < delays.length && (timed + 1) * Token.LENGTH <= heard; timed++) {
      delays[timed] = Token.age(text, timed * Token.LENGTH);
    }
  }

  /** The message in its final state. */
  void message(String json) {
    var found = CONTENT.matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("No content in " + json);
    }
    content = found.group(1);
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** Whether what came in pieces and what came at the end are what was sent. */
  boolean isWhole() {
    int end = text.length - CHECKSUM;
    var checksum = new CRC32();
    checksum.update(text, 0, end);
    return heard == text.length
        && new String(text, StandardCharsets.ISO_8859_1).equals(content)
        && content.substring(end).equals("%08x".formatted(checksum.getValue()));
  }

  /** For each token that came in a piece, in microseconds. */
  int[] delays() {
    return Arrays.copyOf(delays, timed);
  }

  private static int indexOf(byte[] frames, int from, int to) {
    for (int at = from; at < to - TEXT.length; at++) {
      if (Arrays.equals(frames, at, at + TEXT.length, TEXT, 0, TEXT.length)) {
        return at;
      }
    }
    throw new IllegalStateException(
        "No text in " + new String(frames, from, to - from, StandardCharsets.UTF_8));
  }
}
