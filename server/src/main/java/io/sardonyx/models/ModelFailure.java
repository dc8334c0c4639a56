package io.sardonyx.models;

import dev.langchain4j.exception.HttpException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** A model that does not answer. Its message is a sentence for the reader; stackless. */
public final class ModelFailure extends RuntimeException {
  private final boolean passing;

  /**
   * @param passing whether the same request may succeed in a moment
   */
  ModelFailure(String sentence, boolean passing, Throwable cause) {
    super(sentence, cause, false, false);
    this.passing = passing;
  }

  boolean isPassing() {
    return passing;
  }

  /** Whether the provider read nothing, or said that it will not: that costs nothing. */
  public boolean wasRefused() {
    return switch (getCause()) {
      case HttpException refused -> true;
      case HttpConnectTimeoutException away -> true;
      case ConnectException away -> true;
      case UnknownHostException away -> true;
      case UnresolvedAddressException away -> true;
      case SSLException insecure -> true;
      case null, default -> false;
    };
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
