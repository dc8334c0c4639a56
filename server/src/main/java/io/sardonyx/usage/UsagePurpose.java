package io.sardonyx.usage;

import java.util.Locale;

/** What tokens are used for. */
public enum UsagePurpose {
  ANSWER,
  SUMMARY,
  TITLE,
  /** A completion of the OpenAI API, outside of chats. */
  API;

  /** As stored in the database. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
