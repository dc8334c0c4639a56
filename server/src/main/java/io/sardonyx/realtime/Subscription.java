package io.sardonyx.realtime;

import io.netty.buffer.ByteBuf;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.events.Topic;
import java.util.ArrayDeque;

/**
 * One socket on one topic. While it catches up, what happens is held; then what the log already had
 * is left out, and from there on every event goes through, each one number after the other. Lives
 * on the socket's event loop.
 */
final class Subscription {
  private static final int HELD_EVENTS = 256;
  private static final int HELD_BYTES = 256 * 1024;

  private enum State {
    CATCHING_UP,
    LIVE,
    ENDED
  }

  private final Receiver receiver;
  private final Topic topic;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private volatile State state = State.CATCHING_UP;
  private int heldBytes;
  private boolean heldTooMuch;
  private boolean askAgain;
  private long lastSeq;

  Subscription(Receiver receiver, Topic topic) {
    this.receiver = receiver;
    this.topic = topic;
  }

  Socket socket() {
    return receiver.socket();
  }

  Topic topic() {
    return topic;
  }

  long lastSeq() {
    return lastSeq;
  }

  boolean isLive() {
    return state == State.LIVE;
  }

  boolean isEnded() {
    return state == State.ENDED;
  }

  /**
   * @param frame the event as it is sent; whoever keeps it retains it
   */
  void deliver(Event event, ByteBuf frame) {
    switch (state) {
      case CATCHING_UP -> hold(event, frame);
      case LIVE -> send(event, frame);
      case ENDED -> {}
    }
  }

  /** From the log, while catching up. */
  void backlog(Event event) {
    if (state == State.CATCHING_UP && event.seq() == lastSeq + 1) {
      lastSeq = event.seq();
      receiver.send(Frames.event(event));
    }
  }

  /** Everything up to here is known to the client or not going to be sent. */
  void startAfter(long seq) {
    lastSeq = seq;
  }

  /**
   * Holds from now on, until {@link #goLive}; and not before its access was asked for again.
   *
   * @return whether the caller is to see to its catching up, because nobody else does
   */
  boolean catchUpAgain() {
    if (state == State.LIVE) {
      state = State.CATCHING_UP;
      return true;
    }
    askAgain = true;
    return false;
  }

  /**
   * Sends what was held.
   *
   * @return whether nothing is missing; otherwise what follows {@link #lastSeq} is to be read again
   */
  boolean goLive() {
    if (state != State.CATCHING_UP) {
      return true;
    }
    if (heldTooMuch || askAgain) {
      forget();
      askAgain = false;
      return false;
    }
    dropWhatTheLogHad();
    while (!held.isEmpty()) {
      var next = held.peek();
      if (!next.event.isEphemeral() && next.event.seq() != lastSeq + 1) {
        forget();
        return false;
      }
      held.remove();
      if (!next.event.isEphemeral()) {
        lastSeq = next.event.seq();
      }
      receiver.send(next.frame, next.event.isEphemeral());
    }
    forget();
    state = State.LIVE;
    return true;
  }

  void end() {
    state = State.ENDED;
    forget();
  }

  private void send(Event event, ByteBuf frame) {
    if (event.isEphemeral()) {
      receiver.send(frame.retainedDuplicate(), true);
    } else if (event.seq() == lastSeq + 1) {
      lastSeq = event.seq();
      receiver.send(frame.retainedDuplicate(), false);
    } else if (event.seq() > lastSeq) {
      state = State.CATCHING_UP;
      receiver.catchUp(this);
    }
  }

  private void hold(Event event, ByteBuf frame) {
    if (!event.isEphemeral() && event.seq() <= lastSeq) {
      forget(); // The log had it already: whatever was held before is older than that.
      return;
    }
    heldBytes += frame.readableBytes();
    if (heldTooMuch || held.size() == HELD_EVENTS || heldBytes > HELD_BYTES) {
      heldTooMuch = true;
      return;
    }
    held.add(new Held(event, frame.retainedDuplicate()));
  }

  /** And what passed before the last of it: it is older than what the client has now. */
  private void dropWhatTheLogHad() {
    int known = 0;
    int at = 0;
    for (var each : held) {
      at++;
      if (!each.event.isEphemeral() && each.event.seq() <= lastSeq) {
        known = at;
      }
    }
    for (int i = 0; i < known; i++) {
      held.remove().frame.release();
    }
  }

  private void forget() {
    held.forEach(each -> each.frame.release());
    held.clear();
    heldBytes = 0;
    heldTooMuch = false;
  }

  /** What it sends to: its socket. */
  interface Receiver {
    Socket socket();

    void send(byte[] frame);

    /** Takes the frame over. */
    void send(ByteBuf frame, boolean ephemeral);

    /** Something is missing; it holds until it was read. */
    void catchUp(Subscription subscription);
  }

  private record Held(Event event, ByteBuf frame) {}
}
