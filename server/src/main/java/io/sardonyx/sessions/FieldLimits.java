package io.sardonyx.sessions;

/** How long things may be; the table's checks say the same. */
public final class FieldLimits {
  static final int TITLE = 200;
  static final int CATEGORY = 100;
  static final int DESCRIPTION = 2_000;
  public static final int CONTENT = 100_000;

  static final String NOT_BLANK = "(?s).*\\S.*";
  static final String BLANK = "must not be blank";

  private FieldLimits() {}
}
