package io.sardonyx.platform.observe;

/** How many people are signed in and about; a bean of whoever knows. */
public interface ActiveSessions {
  /** Login sessions that this node has seen in the last minutes. Asked at every scrape: quick. */
  long seenRecently();
}
