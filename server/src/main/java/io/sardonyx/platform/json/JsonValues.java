package io.sardonyx.platform.json;

import io.netty.util.ByteProcessor;
import io.vertx.core.buffer.Buffer;

/**
 * Counts the values of a JSON text without parsing it. A value takes up to {@value #TREE_BYTES}
 * bytes of the heap in a tree, and as little as two in the text.
 */
public final class JsonValues {
  /** An array of one element: the node, its list, the list's array. */
  public static final int TREE_BYTES = 80;

  private JsonValues() {}

  /** At least as many as there are; of a text that is no JSON, any number. */
  public static int count(Buffer json) {
    var counter = new Counter();
    var unused = json.getByteBuf().forEachByte(counter);
    return counter.values;
  }

  private static final class Counter implements ByteProcessor {
    private int values = 1;
    private boolean inString;
    private boolean isEscaped;

    @Override
    public boolean process(byte each) {
      if (isEscaped) {
        isEscaped = false;
      } else if (each == '"') {
        inString = !inString;
      } else if (inString) {
        isEscaped = each == '\\';
      } else if (each == ',' || each == ':' || each == '[' || each == '{') {
        values++;
      }
      return true;
    }
  }
}
