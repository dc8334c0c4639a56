package io.sardonyx.usage;

import java.util.Locale;

/** What tokens are used for. */
public enum UsagePurpose {
  ANSWER,
  SUMMARY,
  TITLE,
  /** A completion that a program asked for, in no chat. */
  API;

  /** As the database has it. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
