package io.sardonyx.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sardonyx.platform.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param code stable, for programs
 * @param detail a sentence for a person
 * @param requestId for the operator; every log line of the request has it
 */
public record ProblemDocument(
    String type,
    String title,
    int status,
    String code,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String requestId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** What is wrong with one field. */
  public record FieldError(String field, String detail) {}

  public static ProblemDocument of(Problem problem, @Nullable String requestId) {
    var errors = problem.field().map(field -> List.of(new FieldError(field, problem.detail())));
    return of(
        problem.kind().status(),
        problem.code(),
        problem.detail(),
        requestId,
        errors.orElse(List.of()));
  }

  public static ProblemDocument of(
      int status, String code, String detail, @Nullable String requestId, List<FieldError> errors) {
    return new ProblemDocument(
        "about:blank", Statuses.title(status), status, code, detail, requestId, errors);
  }
}
