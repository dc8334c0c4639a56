package io.sardonyx.isolation;

import java.util.function.Consumer;

/**
 * A kind of topic that one person may follow.
 *
 * @param thing whose id stands behind the kind in the topic's name
 * @param event makes something happen on it
 */
public record TopicCase(String kind, Thing thing, Consumer<Things> event) {
  String of(Things things) {
    return kind + ":" + things.id(thing);
  }
}
