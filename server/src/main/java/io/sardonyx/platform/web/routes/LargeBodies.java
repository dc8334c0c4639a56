package io.sardonyx.platform.web.routes;

/** A route whose requests may be larger than those of others. */
public interface LargeBodies {
  /** The route's whole address. */
  String path();

  /** The most that one body may have, in bytes. */
  int limit();
}
