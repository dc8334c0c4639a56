package io.sardonyx.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a statement needs before it in front of it, before the same {@code Sync}: PostgreSQL
 * takes everything up to there for one transaction and answers it at once (<a
 * href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-PIPELINING">pipelining</a>).
 * The driver ends each statement with a {@code Sync} of its own, which would make the caller's
 * context a transaction of its own, and {@code BEGIN} and {@code COMMIT} around them two more.
 *
 * <p>What goes in front returns no rows. A connection belongs to one statement at a time, and each
 * says what goes before it.
 */
final class ContextPrefix extends ChannelOutboundHandlerAdapter {
  private static final byte PARSE = 'P';
  private static final byte BIND = 'B';
  private static final byte EXECUTE = 'E';
  private static final String BEGIN = "begin";
  private static final String IDENTIFY = "identify";

  /** The settings are never null, so each of them is made and no row comes back. */
  private static final String IDENTIFY_SQL =
      "select where set_config('sardonyx.organization', $1, true) is null"
          + " or set_config('sardonyx.application', $2, true) is null"
          + " or set_config('sardonyx.user', $3, true) is null"
          + " or set_config('sardonyx.role', $4, true) is null"
          + " or set_config('transaction_read_only', $5, true) is null";

  private volatile @Nullable Before before;
  private boolean beginIsPrepared;
  private boolean identifyIsPrepared;

  /** What goes before a statement. */
  enum Transaction {
    /** The statement is a transaction of its own, which may not write. */
    READ_ONLY,
    /** The statement is a transaction of its own. */
    ALONE,
    /** The statement is the first of several. */
    BEGUN
  }

  private record Before(Context context, Transaction transaction) {}

  /** What goes before the statement that is sent next. */
  void next(Context context, Transaction transaction) {
    before = new Before(context, transaction);
  }

  void nothingNext() {
    before = null;
  }

  /** The first time on a connection the driver prepares the statement before it binds it. */
  @Override
  public void write(ChannelHandlerContext channel, Object message, ChannelPromise promise) {
    var due = before;
    if (due != null
        && message instanceof ByteBuf statement
        && statement.getByte(statement.readerIndex()) == BIND) {
      before = null;
      channel.write(encode(channel, due), channel.voidPromise());
    }
    channel.write(message, promise);
  }

  private ByteBuf encode(ChannelHandlerContext channel, Before due) {
    var out = channel.alloc().ioBuffer(256);
    if (due.transaction() == Transaction.BEGUN) {
      if (!beginIsPrepared) {
        beginIsPrepared = true;
        parse(out, BEGIN, "begin"); // By a name: what has none may be the driver's statement.
      }
      bind(out, BEGIN);
      execute(out);
    }
    if (due.context().isNobody()) {
      return out;
    }
    if (!identifyIsPrepared) {
      identifyIsPrepared = true;
      parse(out, IDENTIFY, IDENTIFY_SQL);
    }
    var context = due.context();
    bind(
        out,
        IDENTIFY,
        context.organization(),
        context.application(),
        context.user(),
        context.role(),
        due.transaction() == Transaction.READ_ONLY ? "on" : "off");
    execute(out);
    return out;
  }

  private static void parse(ByteBuf out, String name, String sql) {
    int start = begin(out, PARSE);
    text(out, name);
    text(out, sql);
    out.writeShort(0); // PostgreSQL knows the parameters' types.
    end(out, start);
  }

  private static void bind(ByteBuf out, String name, String... arguments) {
    int start = begin(out, BIND);
    text(out, "");
    text(out, name);
    out.writeShort(0); // All arguments are text.
    out.writeShort(arguments.length);
    for (var argument : arguments) {
      out.writeInt(argument.length());
      out.writeCharSequence(argument, UTF_8);
    }
    out.writeShort(0);
    end(out, start);
  }

  private static void execute(ByteBuf out) {
    int start = begin(out, EXECUTE);
    text(out, "");
    out.writeInt(0); // All rows, of which there are none.
    end(out, start);
  }

  private static int begin(ByteBuf out, byte type) {
    out.writeByte(type);
    int start = out.writerIndex();
    out.writeInt(0);
    return start;
  }

  private static void end(ByteBuf out, int start) {
    out.setInt(start, out.writerIndex() - start);
  }

  private static void text(ByteBuf out, String ascii) {
    out.writeCharSequence(ascii, UTF_8);
    out.writeByte(0);
  }
}
