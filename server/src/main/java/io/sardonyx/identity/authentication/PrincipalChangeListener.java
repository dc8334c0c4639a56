package io.sardonyx.identity.authentication;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One who is told of changes, on a thread of their own, so that none waits for another. What they
 * could not cope with, because PostgreSQL was away just then, they are told again.
 */
final class PrincipalChangeListener {
  private static final Logger LOG = Logger.getLogger(PrincipalChangeListener.class);

  private final Consumer<Set<UUID>> listener;
  private final Set<UUID> undone = ConcurrentHashMap.newKeySet();

  PrincipalChangeListener(Consumer<Set<UUID>> listener) {
    this.listener = listener;
  }

  void tell(Set<UUID> subjects) {
    Thread.ofVirtual().name("tell-changes").start(() -> notifyNow(subjects));
  }

  /** Of what failed before. */
  void notifyAgain() {
    var again = new HashSet<UUID>();
    undone.removeIf(again::add);
    if (!again.isEmpty()) {
      tell(again);
    }
  }

  private void notifyNow(Set<UUID> subjects) {
    try {
      listener.accept(subjects);
    } catch (RuntimeException failure) {
      LOG.warnf("A change of rights is told again, for this time it failed: %s", failure);
      undone.addAll(subjects);
    }
  }
}
