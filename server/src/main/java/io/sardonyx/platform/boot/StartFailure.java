package io.sardonyx.platform.boot;

/** Why the program cannot start, in one sentence for who started it. */
final class StartFailure extends RuntimeException {
  StartFailure(String sentence) {
    super(sentence);
  }

  StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
