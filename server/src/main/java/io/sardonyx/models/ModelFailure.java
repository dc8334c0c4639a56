package io.sardonyx.models;

import dev.langchain4j.exception.HttpException;
import io.sardonyx.platform.outbound.Unreachable;
import javax.net.ssl.SSLException;

/** A failed request to a model. Its message is a sentence for the reader; stackless. */
public final class ModelFailure extends RuntimeException {
  private final boolean isTransient;

  /**
   * @param isTransient whether the same request may succeed in a moment
   */
  public ModelFailure(String sentence, boolean isTransient, Throwable cause) {
    super(sentence, cause, false, false);
    this.isTransient = isTransient;
  }

  public boolean isTransient() {
    return isTransient;
  }

  /** Whether the provider got or took no request, which costs nothing. */
  public boolean wasRefused() {
    return switch (getCause()) {
      case HttpException refused -> true;
      case Unreachable away -> true;
      case SSLException insecure -> true;
      case null, default -> false;
    };
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
