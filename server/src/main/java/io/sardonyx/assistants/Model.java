package io.sardonyx.assistants;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What answers: a provider's model, or the built-in assistant. */
interface Model {
  /** As readers see it on an answer. */
  String name();

  /** The provider's id; null where nobody outside is asked. */
  default @Nullable UUID providerId() {
    return null;
  }

  /**
   * Says its answer on the calling thread; returns when it is said, when the listener was closed,
   * or throws.
   *
   * @throws ModelFailure in words that a reader understands
   */
  Spoken speak(Prompt prompt, Listener listener);
}
