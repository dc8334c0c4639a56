package io.sardonyx.export;

import io.sardonyx.platform.problem.Problem;

/** In what form a chat is written down. */
enum ExportFormat {
  /** Every branch, with all that is known of each message. */
  JSON("application/json", "json"),
  /** The branch that is shown, to be read. */
  MARKDOWN("text/markdown;charset=UTF-8", "md");

  private final String mediaType;
  private final String ending;

  ExportFormat(String mediaType, String ending) {
    this.mediaType = mediaType;
    this.ending = ending;
  }

  static ExportFormat of(String name) {
    return switch (name) {
      case "json" -> JSON;
      case "markdown" -> MARKDOWN;
      default -> throw Problem.invalid("invalid_request", "format must be json or markdown.");
    };
  }

  String mediaType() {
    return mediaType;
  }

  String fileName(String stem) {
    return stem + "." + ending;
  }
}
