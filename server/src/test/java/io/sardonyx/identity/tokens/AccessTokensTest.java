package io.sardonyx.identity.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.sardonyx.identity.login.People;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.crypto.SigningKeys;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final String ISSUER = "https://chat.example.com";

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;
  private static People ann;

  private Instant now = Instant.parse("2026-12-31T23:55:00Z");
  private final SigningKeys keys = keys();
  private final AccessTokens tokens = new AccessTokens(keys, ISSUER, () -> now);

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 4);
    ann = People.create(database);
  }

  @AfterAll
  static void stop() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @Test
  void whatWeDidNotSignForOurselvesIsRefused() throws Exception {
    var good = claims();
    var own = new ECDSASigner(keys.current());
    var header = header(JWSAlgorithm.ES256).build();
    var refused = new LinkedHashMap<String, String>();
    refused.put("nothing", "");
    refused.put("no token", "hello");
    refused.put("three empty parts", "..");
    refused.put("algorithm none", none(good));
    refused.put("HMAC with the public key", confused(good));
    refused.put("another key, our key id", signed(header, good, stranger()));
    refused.put(
        "an unknown key id", signed(header(JWSAlgorithm.ES256).keyID("x").build(), good, own));
    refused.put(
        "no key id",
        signed(new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).build(), good, own));
    refused.put(
        "a token of another kind",
        signed(header(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build(), good, own));
    for (var claim : new String[] {"iss", "aud", "sub", "sid", "gen", "iat", "exp"}) {
      refused.put("without " + claim, signed(header, with(good, claim, null), own));
    }
    refused.put("another issuer", signed(header, with(good, "iss", "https://evil.example"), own));
    refused.put("another audience", signed(header, with(good, "aud", "other"), own));
    refused.put("an id that is none", signed(header, with(good, "sid", "x"), own));
    refused.put(
        "made tomorrow",
        signed(header, with(with(good, "iat", seconds(86_400)), "exp", seconds(86_900)), own));
    refused.put("too long a life", signed(header, with(good, "exp", seconds(601)), own));
    refused.put("a time that is none", signed(header, with(good, "exp", "soon"), own));
    refused.put(
        "a time that is out of range", signed(header, with(good, "exp", Long.MAX_VALUE), own));
    refused.put("oversized", signed(header, with(good, "padding", "x".repeat(8192)), own));
    refused.forEach((what, token) ->
        assertThatThrownBy(() -> tokens.verify(token))
            .as(what)
            .isInstanceOfSatisfying(
                Problem.class,
                problem -> {
                  assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
                  assertThat(problem.code()).isEqualTo("invalid_access_token");
                }));
    assertThat(tokens.verify(signed(header, good, own)).loginSessionId())
        .as("the claims that all of these began with are good")
        .isEqualTo(ann.loginSession());
  }

  @Test
  void aTokenThatWasChangedAnywhereIsRefused() {
    var token = issue();
    for (int i = 0; i < token.length() - 1; i += 7) {
      var changed = new StringBuilder(token);
      changed.setCharAt(i, token.charAt(i) == 'x' ? 'y' : 'x');
      assertThatThrownBy(() -> tokens.verify(changed.toString()))
          .as("changed at %d", i)
          .isInstanceOf(Problem.class);
    }
  }

  @Test
  void itExpiresAfterTenMinutesAlsoWhenItWasCheckedBefore() {
    var token = issue();
    var checkedBefore = tokens.verify(token);
    assertThat(checkedBefore.expiresAt()).isEqualTo(now.plusSeconds(600));
    now = now.plusSeconds(599);
    assertThat(tokens.verify(token)).isEqualTo(checkedBefore);
    now = now.plusSeconds(1);
    assertThatThrownBy(() -> tokens.verify(token))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("access_token_expired"));
  }

  @Test
  void anotherNodeAcceptsItAndAnybodyCanCheckItWithThePublishedKeys() throws Exception {
    var token = issue();
    var other = new AccessTokens(keys(), ISSUER, () -> now);
    assertThat(other.verify(token).userId()).isEqualTo(ann.user());
    var jwt = JWSObject.parse(token);
    var key = keys.published().getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey();
    assertThat(jwt.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(jwt.getPayload().toJSONObject())
        .containsKeys("iss", "aud", "sub", "sid", "org", "app", "role", "iat", "exp", "jti");
  }

  @Test
  void anApplicationsUsersHaveTokensOfTheTypeThatLibrariesExpect() throws Exception {
    var claims = Map.<String, Object>of("aud", "authenticated", "role", "authenticated");
    var token = tokens.issue(ann.loginSession(), ann.principal(database), 1, claims).value();
    assertThat(JWSObject.parse(token).getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
    assertThat(AccessTokens.isLike(token)).isTrue();
    assertThat(tokens.verify(token).userId()).isEqualTo(ann.user());
    assertThat(JWSObject.parse(issue()).getHeader().getType()).isEqualTo(TYPE);
  }

  private String issue() {
    return tokens.issue(ann.loginSession(), ann.principal(database), 1, Map.of()).value();
  }

  private SigningKeys keys() {
    var rootKey = RootKey.parse(Base64.getEncoder().encodeToString(new byte[RootKey.BYTES]));
    return new SigningKeys(database, new Sealing(rootKey), () -> now);
  }

  private Map<String, Object> claims() {
    var claims = new HashMap<String, Object>();
    claims.put("iss", ISSUER);
    claims.put("aud", "sardonyx");
    claims.put("sub", ann.user().toString());
    claims.put("sid", ann.loginSession().toString());
    claims.put("gen", 1);
    claims.put("iat", seconds(0));
    claims.put("exp", seconds(600));
    return claims;
  }

  private long seconds(long later) {
    return now.getEpochSecond() + later;
  }

  private JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).type(TYPE).keyID(keys.current().getKeyID());
  }

  private static Map<String, Object> with(
      Map<String, Object> claims, String name, @Nullable Object value) {
    var changed = new HashMap<>(claims);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return changed;
  }

  private static String signed(JWSHeader header, Map<String, Object> claims, JWSSigner signer)
      throws Exception {
    var jwt = new JWSObject(header, new Payload(claims));
    jwt.sign(signer);
    return jwt.serialize();
  }

  private JWSSigner stranger() throws Exception {
    return new ECDSASigner(
        new ECKeyGenerator(Curve.P_256).keyID(keys.current().getKeyID()).generate());
  }

  private String confused(Map<String, Object> claims) throws Exception {
    var publicKey = keys.current().toPublicJWK().toJSONString().getBytes(UTF_8);
    return signed(header(JWSAlgorithm.HS256).build(), claims, new MACSigner(publicKey));
  }

  private String none(Map<String, Object> claims) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var header =
        "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(keys.current().getKeyID());
    return encoder.encodeToString(header.getBytes(UTF_8))
        + "."
        + encoder.encodeToString(new Payload(claims).toString().getBytes(UTF_8))
        + ".";
  }
}
