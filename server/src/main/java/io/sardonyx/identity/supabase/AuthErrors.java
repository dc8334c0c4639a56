package io.sardonyx.identity.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.ErrorResponse;
import io.sardonyx.platform.web.ProblemDocument;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Errors in the form of Supabase Auth: {@code {code, error_code, msg}}, and for clients that ask
 * for its API version 2024-01-01 {@code {code, message}}.
 */
public final class AuthErrors implements ErrorDialect {
  private static final String VERSION = "X-Supabase-Api-Version";
  private static final String NEWER = "2024-01-01";

  private static final String RATE_LIMIT = "over_request_rate_limit";
  private static final String MAIL_RATE_LIMIT = "over_email_send_rate_limit";

  /** What sends mails, and is limited because it does. */
  private static final Set<String> MAILING =
      Set.of(
          "/auth/v1/signup",
          "/auth/v1/otp",
          "/auth/v1/magiclink",
          "/auth/v1/recover",
          "/auth/v1/resend",
          "/auth/v1/invite");

  /** Supabase's errors by our codes. A code that is not here is the same there. */
  private static final Map<String, ErrorCode> ERRORS =
      Map.ofEntries(
          Map.entry(
              "invalid_credentials",
              new ErrorCode(400, "invalid_credentials", "Invalid login credentials")),
          Map.entry(
              "email_not_confirmed",
              new ErrorCode(400, "email_not_confirmed", "Email not confirmed")),
          Map.entry("account_deactivated", new ErrorCode(403, "user_banned", "User is banned")),
          Map.entry("too_many_sign_ins", new ErrorCode(429, "over_request_rate_limit", null)),
          Map.entry(
              "invalid_refresh_token",
              new ErrorCode(
                  400,
                  "refresh_token_not_found",
                  "Invalid Refresh Token: Refresh Token Not Found")),
          Map.entry(
              "refresh_token_reused",
              new ErrorCode(
                  400, "refresh_token_already_used", "Invalid Refresh Token: Already Used")),
          Map.entry("second_factor_required", new ErrorCode(403, "insufficient_aal", null)),
          Map.entry(
              "second_factor_enrolment_required", new ErrorCode(403, "insufficient_aal", null)),
          Map.entry("login_session_ended", new ErrorCode(401, "session_not_found", null)),
          Map.entry("invalid_access_token", new ErrorCode(401, "bad_jwt", null)),
          Map.entry("access_token_expired", new ErrorCode(401, "bad_jwt", null)),
          Map.entry("invalid_application_token", new ErrorCode(401, "bad_jwt", null)),
          Map.entry("authentication_required", new ErrorCode(401, "no_authorization", null)),
          Map.entry("password_too_short", new ErrorCode(422, "weak_password", null)),
          Map.entry("password_too_long", new ErrorCode(422, "validation_failed", null)),
          Map.entry("password_too_common", new ErrorCode(422, "weak_password", null)),
          Map.entry("password_unchanged", new ErrorCode(422, "same_password", null)),
          Map.entry("malformed_parameter", new ErrorCode(400, "validation_failed", null)),
          Map.entry("duplicate_field", new ErrorCode(400, "bad_json", null)),
          Map.entry("unacceptable_value", new ErrorCode(400, "bad_json", null)),
          Map.entry("invalid_utf8", new ErrorCode(400, "bad_json", null)),
          Map.entry("unknown_field", new ErrorCode(400, "validation_failed", null)),
          Map.entry("too_many_sign_ins_at_once", new ErrorCode(429, RATE_LIMIT, null)),
          Map.entry("too_many_requests", new ErrorCode(429, RATE_LIMIT, null)),
          Map.entry("invalid_email", new ErrorCode(400, "email_address_invalid", null)),
          Map.entry("invalid_request", new ErrorCode(400, "validation_failed", null)),
          Map.entry("malformed_json", new ErrorCode(400, "bad_json", null)),
          Map.entry("wrong_type", new ErrorCode(400, "bad_json", null)));

  private static final Map<String, List<String>> WEAKNESSES =
      Map.of("password_too_short", List.of("length"), "password_too_common", List.of("pwned"));

  /**
   * @param message null for the detail of our problem
   */
  private record ErrorCode(int status, String code, @Nullable String message) {}

  /** Before API versions. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LegacyError(int code, String errorCode, String msg, @Nullable WeakPassword weakPassword) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VersionedError(String code, String message, @Nullable WeakPassword weakPassword) {}

  record WeakPassword(String message, List<String> reasons) {}

  @Override
  public ErrorResponse response(ProblemDocument problem, HttpServerRequest request) {
    var same = new ErrorCode(problem.status(), problem.code(), null);
    var error =
        problem.code().equals("too_many_requests") && MAILING.contains(request.path())
            ? new ErrorCode(429, MAIL_RATE_LIMIT, null)
            : ERRORS.getOrDefault(problem.code(), same);
    var message = error.message() == null ? problem.detail() : error.message();
    var reasons = WEAKNESSES.get(problem.code());
    var weak = reasons == null ? null : new WeakPassword(message, reasons);
    return NEWER.equals(request.getHeader(VERSION))
        ? new ErrorResponse(
            error.status(), Map.of(VERSION, NEWER), new VersionedError(error.code(), message, weak))
        : ErrorResponse.of(
            error.status(), new LegacyError(error.status(), error.code(), message, weak));
  }

  @Override
  public String mediaType() {
    return MediaType.APPLICATION_JSON;
  }

  @Override
  public String schemaName() {
    return "AuthFailure";
  }

  @Override
  public Schema schema() {
    return schema(SchemaType.OBJECT, "An error in the form of Supabase Auth")
        .addProperty(
            "code",
            schema(SchemaType.INTEGER, "The HTTP status; with X-Supabase-Api-Version, error_code")
                .addType(SchemaType.STRING))
        .addProperty("error_code", schema(SchemaType.STRING, "A stable code, for programs"))
        .addProperty("msg", schema(SchemaType.STRING, "A sentence for a person"))
        .addProperty("message", schema(SchemaType.STRING, "The same, with X-Supabase-Api-Version"))
        .required(List.of("code"));
  }

  private static Schema schema(SchemaType type, String description) {
    return OASFactory.createSchema().addType(type).description(description);
  }

  public static Problem invalid(String detail) {
    return new Problem(Problem.Kind.MALFORMED, "validation_failed", detail);
  }

  /** As Supabase says it of what is switched off, where it does not say it with 422. */
  public static Problem disabled(String code, String detail) {
    return new Problem(Problem.Kind.MALFORMED, code, detail);
  }

  public static Problem notOffered(String code, String detail) {
    return new Problem(Problem.Kind.INVALID, code, detail);
  }

  public static Problem userNotFound() {
    return new Problem(Problem.Kind.NOT_FOUND, "user_not_found", "User not found");
  }

  public static Problem emailExists() {
    return Problem.invalid(
        "email_exists", "A user with this email address has already been registered");
  }

  public static Problem linkExpired() {
    return Problem.forbidden("otp_expired", "Token has expired or is invalid");
  }
}
