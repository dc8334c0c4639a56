package io.sardonyx.platform.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused for a reason that its sender can understand. Has no stack trace: it is
 * an expected response, not a fault.
 *
 * <p>The code is stable and for programs ({@code chat_session_not_found}); the detail is a sentence
 * for a person, says what to do where something can be done, and never quotes a secret.
 */
public final class Problem extends RuntimeException {
  /** The kind of failure, with its HTTP status. */
  public enum Kind {
    INVALID(422),
    MALFORMED(400),
    UNAUTHENTICATED(401),
    PAYMENT_REQUIRED(402),
    FORBIDDEN(403),
    NOT_FOUND(404),
    TIMEOUT(408),
    CONFLICT(409),
    TOO_LARGE(413),
    UNSUPPORTED(415),
    RATE_LIMITED(429),
    UPSTREAM_FAILED(502),
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
      return this == RATE_LIMITED || this == UNAVAILABLE || this == UPSTREAM_FAILED;
    }
  }

  private final Kind kind;
  private final String code;
  private final @Nullable Duration retryAfter;
  private final @Nullable String field;

  public Problem(Kind kind, String code, String detail) {
    this(kind, code, detail, null, null);
  }

  private Problem(
      Kind kind,
      String code,
      String detail,
      @Nullable Duration retryAfter,
      @Nullable String field) {
    super(detail, null, false, false);
    this.kind = kind;
    this.code = code;
    this.retryAfter = retryAfter;
    this.field = field;
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The field of the request that is invalid; empty where it is not one field. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /** How long to wait before the same request may succeed; empty when not known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * For what does not exist or is not visible to the caller: the response is the same.
   *
   * @param what as in "chat session"; its code is {@code chat_session_not_found}
   */
  public static Problem notFound(String what) {
    return new Problem(
        Kind.NOT_FOUND, what.replace(' ', '_') + "_not_found", "There is no such " + what + ".");
  }

  public static Problem invalid(String code, String detail) {
    return new Problem(Kind.INVALID, code, detail);
  }

  /** Of one field of a request. */
  public static Problem malformed(String code, String field, String detail) {
    return new Problem(Kind.MALFORMED, code, detail, null, field);
  }

  public static Problem conflict(String code, String detail) {
    return new Problem(Kind.CONFLICT, code, detail);
  }

  /** A conflict that passes: the same request may succeed a moment later. */
  public static Problem conflict(String code, String detail, Duration retryAfter) {
    return new Problem(Kind.CONFLICT, code, detail, retryAfter, null);
  }

  public static Problem forbidden(String code, String detail) {
    return new Problem(Kind.FORBIDDEN, code, detail);
  }

  public static Problem rateLimited(String code, String detail, Duration retryAfter) {
    return new Problem(Kind.RATE_LIMITED, code, detail, retryAfter, null);
  }

  public static Problem unauthenticated(String code, String detail) {
    return new Problem(Kind.UNAUTHENTICATED, code, detail);
  }
}
