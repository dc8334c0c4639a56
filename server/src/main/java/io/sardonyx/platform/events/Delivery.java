package io.sardonyx.platform.events;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An event that is delivered to the listeners of this node. */
public final class Delivery {
  private final Event event;
  private byte @Nullable [] encoded;

  public Delivery(Event event) {
    this.event = event;
  }

  public Event event() {
    return event;
  }

  /**
   * What goes over the wire: made by the first listener that asks, shared by all. Listeners are
   * called one after the other; none may ask later.
   */
  public byte[] encoded(Function<Event, byte[]> encoder) {
    var made = encoded;
    if (made == null) {
      made = encoder.apply(event);
      encoded = made;
    }
    return made;
  }
}
