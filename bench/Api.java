import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the bench asks of the program before it measures: an application, and its users' tokens. */
final class Api {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port;
  private final String token;

  private Api(int port, String token) {
    this.port = port;
    this.token = token;
  }

  static Api signIn(int port, String email, String password) throws Exception {
    var body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    var signedIn = new Api(port, "").send("POST", "/api/v1/login-sessions", body);
    return new Api(port, field(signedIn, "access_token"));
  }

  String send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(method + " " + path + ": " + answer.body());
    }
    return answer.body();
  }

  static String field(String json, String name) {
    var found = Pattern.compile("\"%s\":\"([^\"]*)\"".formatted(name)).matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("There is no " + name + " in " + json);
    }
    return found.group(1);
  }

  /** As an application's backend signs it for its user. */
  static String userToken(String secret, String externalId) throws GeneralSecurityException {
    long now = System.currentTimeMillis() / 1000;
    var signed =
        encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
            + "."
            + encode(
                "{\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}".formatted(externalId, now, now + 36_000));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return signed
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
