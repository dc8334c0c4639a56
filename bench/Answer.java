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
    // Pieces are of whole tokens; the checksum is longer than one.
    int end = (to - from) % Token.LENGTH == 0 ? to : to - CHECKSUM;
    for (int at = from; at < end; at += Token.LENGTH) {
      delays[timed++] = Token.age(frames, at);
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

  /** Whether its final state is what was said. */
  boolean isRight() {
    int end = Math.max(0, content.length() - CHECKSUM);
    var checksum = new CRC32();
    checksum.update(content.substring(0, end).getBytes(StandardCharsets.ISO_8859_1));
    return content.length() == text.length
        && content.substring(end).equals("%08x".formatted(checksum.getValue()));
  }

  /** Whether its pieces, put together, are the same; who is slow may miss some. */
  boolean isWhole() {
    return new String(text, 0, heard, StandardCharsets.ISO_8859_1).equals(content);
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
