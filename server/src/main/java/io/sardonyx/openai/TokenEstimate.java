package io.sardonyx.openai;

import io.sardonyx.models.TokenCounter;

/**
 * Estimates the tokens of a text that arrives in pieces, from its beginning: in bounded memory and
 * time, however long it becomes.
 */
final class TokenEstimate {
  /** Characters that are counted; the rest is taken to have as many tokens for each. */
  static final int SAMPLE = 64 << 10;

  private final StringBuilder sample = new StringBuilder();
  private long characters;

  void add(CharSequence piece) {
    characters += piece.length();
    sample.append(piece, 0, Math.min(piece.length(), SAMPLE - sample.length()));
  }

  int tokens() {
    if (characters == 0) {
      return 0;
    }
    double counted = TokenCounter.of(sample.toString());
    return (int) Math.min(Integer.MAX_VALUE, Math.round(counted * characters / sample.length()));
  }
}
