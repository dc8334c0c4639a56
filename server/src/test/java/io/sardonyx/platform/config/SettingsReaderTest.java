package io.sardonyx.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  private static final String REMOTE_DATABASE =
      "postgresql://app:7kq-Zw2_vT9x@db.example.com/app?sslmode=verify-full";
  private static final String ROOT_KEY = rootKey();

  @Test
  void withoutAnythingTheDefaultsHold() {
    var settings = SettingsReader.read(Map.of("PATH", "/bin", "HOME", "/root"));
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.home()).isEqualTo(Path.of("./data"));
    assertThat(settings.databaseUrl()).isEmpty();
    assertThat(settings.production()).isFalse();
  }

  @Test
  void whatIsGivenIsTaken() {
    var settings =
        SettingsReader.read(
            Map.of(
                "SARDONYX_PORT", "9000",
                "SARDONYX_HOME", "/srv/sardonyx",
                "SARDONYX_DATABASE_URL", REMOTE_DATABASE));
    assertThat(settings.port()).isEqualTo(9000);
    assertThat(settings.home()).isEqualTo(Path.of("/srv/sardonyx"));
    assertThat(settings.databaseUrl()).contains(REMOTE_DATABASE);
  }

  @Test
  void anEmptyValueIsNone() {
    assertThat(SettingsReader.read(Map.of("SARDONYX_DATABASE_URL", "")).databaseUrl()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SARDONYX_PROT, SARDONYX_PORT",
    "SARDONYX_DATABASEURL, SARDONYX_DATABASE_URL",
    "SARDONYX_ADMIN_PASWORD, SARDONYX_ADMIN_PASSWORD"
  })
  void anUnknownNameIsAnsweredWithTheNearest(String given, String nearest) {
    assertThatThrownBy(() -> SettingsReader.read(Map.of(given, "x")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("There is no setting %s; did you mean %s?", given, nearest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SARDONYX_PORT | abc | SARDONYX_PORT is \"abc\", which is not a whole number.",
        "SARDONYX_PORT | 0 | SARDONYX_PORT is 0; it can be 1 to 65535.",
        "SARDONYX_PORT | 99999999999 | is not a whole number",
        "SARDONYX_PORT | tcp://10.0.0.1:80 | enableServiceLinks",
        "SARDONYX_PRODUCTION | yes | it can be true or false",
        "SARDONYX_LOG_LEVEL | loud | SARDONYX_LOG_LEVEL can be",
        "SARDONYX_ADMIN_EMAIL | nobody | is not an e-mail address",
        "SARDONYX_ADMIN_PASSWORD | short | fewer than 15 characters",
        "SARDONYX_PASSWORD_LENGTH | 8 | it can be 15 to 128",
        "SARDONYX_ROOT_KEY | c2hvcnQ= | is not 32 bytes in base64",
        "SARDONYX_DATABASE_URL | mysql://a:b@c/d | is not an address like",
        "SARDONYX_DATABASE_URL | postgresql://a:b@localhost/d?ssl=on | sslmode after the question",
        "SARDONYX_DATABASE_URL | postgresql://a:b@localhost/d?sslmode=on | unknown sslmode",
        "SARDONYX_DATABASE_URL | postgresql://a:b@db.example.com/d | without TLS",
        "SARDONYX_DATABASE_URL | postgresql://a:b@db.example.com/d?sslmode=prefer | without TLS",
        "SARDONYX_REDIS_URL | localhost:6379 | is not an address like",
        "SARDONYX_REDIS_URL | redis://:secret@cache.example.com:6379 | without TLS",
        "SARDONYX_TRUSTED_PROXIES | 10.0.0.0/33 | is not a list like",
        "SARDONYX_TRUSTED_PROXIES | proxy.example.com | is not a list like",
        "SARDONYX_PUBLIC_URL | example.com | is not an http or https address",
        "SARDONYX_MODEL_KEY | sk-123 | needs SARDONYX_MODEL_URL",
        "SARDONYX_MODEL_URL | http://localhost:11434/v1 | needs SARDONYX_MODEL,",
      })
  void whatCannotBeIsRefusedInOneSentence(String name, String value, String sentence) {
    assertThatThrownBy(() -> SettingsReader.read(Map.of(name, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "SARDONYX_DATABASE_URL, postgresql://a:Hidden-Word-1@db.example.com/d",
    "SARDONYX_REDIS_URL, redis//:Hidden-Word-1@x y",
    "SARDONYX_ROOT_KEY, Hidden-Word-1",
    "SARDONYX_ADMIN_PASSWORD, Hidden-1"
  })
  void noRefusalQuotesASecret(String name, String value) {
    assertThatThrownBy(() -> SettingsReader.read(Map.of(name, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageNotContaining("Hidden");
  }

  @Test
  void aNetworkThatEncryptsByItselfMayBeTrusted() {
    var settings =
        SettingsReader.read(
            Map.of(
                "SARDONYX_ALLOW_PLAIN_STORES", "true",
                "SARDONYX_DATABASE_URL", "postgresql://a:b@db.internal/d",
                "SARDONYX_REDIS_URL", "redis://:secret@cache.internal:6379"));
    assertThat(settings.redisUrl()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "SARDONYX_PUBLIC_URL, http://chat.example.com, must be the https address",
    "SARDONYX_PUBLIC_URL, '', must be the https address",
    "SARDONYX_ADMIN_EMAIL, admin@localhost, must be a real address",
    "SARDONYX_ADMIN_PASSWORD, password12345678, too weak",
    "SARDONYX_ADMIN_PASSWORD, aaaaaaaaaaaaaaaa, too weak",
    "SARDONYX_DATABASE_URL, postgresql://postgres:postgres@localhost/app, too weak",
    "SARDONYX_REDIS_URL, redis://localhost:6379, too weak",
    "SARDONYX_ROOT_KEY, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, is not random"
  })
  void productionRefusesWhatIsFineOnALaptop(String name, String value, String sentence) {
    var environment = production();
    environment.put(name, value);
    assertThatThrownBy(() -> SettingsReader.read(environment))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(sentence);
    environment.put("SARDONYX_PRODUCTION", "false");
    assertThat(SettingsReader.read(environment).production()).isFalse();
  }

  @Test
  void productionAcceptsWhatIsSafe() {
    assertThat(SettingsReader.read(production()).production()).isTrue();
  }

  @Test
  void everySettingHasAMeaningAndIsListed() {
    var described = SettingsReader.describe();
    assertThat(SettingsReader.settings()).hasSizeGreaterThan(10);
    for (var setting : SettingsReader.settings()) {
      assertThat(setting.meaning()).as(setting.name()).endsWith(".").hasSizeGreaterThan(20);
      assertThat(described).contains(setting.name());
    }
  }

  private static Map<String, String> production() {
    var environment = new HashMap<String, String>();
    environment.put("SARDONYX_PRODUCTION", "true");
    environment.put("SARDONYX_PUBLIC_URL", "https://chat.example.com");
    environment.put("SARDONYX_ADMIN_EMAIL", "owner@example.com");
    environment.put("SARDONYX_ADMIN_PASSWORD", "correct horse battery staple");
    environment.put("SARDONYX_ROOT_KEY", ROOT_KEY);
    environment.put("SARDONYX_DATABASE_URL", REMOTE_DATABASE);
    environment.put("SARDONYX_REDIS_URL", "rediss://:7kq-Zw2_vT9x@cache.example.com:6380");
    return environment;
  }

  private static String rootKey() {
    var bytes = new byte[32];
    new SplittableRandom(7).nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
