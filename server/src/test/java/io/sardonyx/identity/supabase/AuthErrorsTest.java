package io.sardonyx.identity.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ProblemDocument;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "/auth/v1/token, too_many_requests, over_request_rate_limit",
    "/auth/v1/verify, too_many_requests, over_request_rate_limit",
    "/auth/v1/token, too_many_sign_ins, over_request_rate_limit",
    "/auth/v1/token, too_many_sign_ins_at_once, over_request_rate_limit",
    "/auth/v1/signup, too_many_sign_ins_at_once, over_request_rate_limit",
    "/auth/v1/signup, too_many_requests, over_email_send_rate_limit",
    "/auth/v1/otp, too_many_requests, over_email_send_rate_limit",
    "/auth/v1/magiclink, too_many_requests, over_email_send_rate_limit",
    "/auth/v1/recover, too_many_requests, over_email_send_rate_limit",
    "/auth/v1/resend, too_many_requests, over_email_send_rate_limit",
    "/auth/v1/invite, too_many_requests, over_email_send_rate_limit"
  })
  void limitsHaveTheNamesThatClientsKnow(String path, String ours, String theirs) throws Exception {
    var problem =
        ProblemDocument.of(Problem.rateLimited(ours, "Wait.", Duration.ofSeconds(1)), "a-request");
    var response = new AuthErrors().response(problem, request(path));
    assertThat(response.status()).isEqualTo(429);
    var body = Json.mapper().valueToTree(response.body());
    assertThat(body.path("error_code").asText()).isEqualTo(theirs);
  }

  private static HttpServerRequest request(String path) {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            AuthErrorsTest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (proxy, method, arguments) -> method.getName().equals("path") ? path : null);
  }
}
