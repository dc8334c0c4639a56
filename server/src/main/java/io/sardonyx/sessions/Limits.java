package io.sardonyx.sessions;

/** How long things may be; the table's checks say the same. */
final class Limits {
  static final int TITLE = 200;
  static final int CATEGORY = 100;
  static final int DESCRIPTION = 2_000;
  static final int CONTENT = 100_000;

  static final String NOT_BLANK = "(?s).*\\S.*";
  static final String BLANK = "must not be blank";

  private Limits() {}
}
