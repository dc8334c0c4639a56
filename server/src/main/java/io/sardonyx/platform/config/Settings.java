package io.sardonyx.platform.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Every setting. {@code databaseUrl} is {@code SARDONYX_DATABASE_URL} in the environment; a name
 * that is not here stops the start.
 */
@ConfigMapping(prefix = "sardonyx")
public interface Settings {
  @Description("The port that the pages, the API and the realtime gateway share.")
  @WithDefault("8080")
  int port();

  @Description(
      "The address to listen on. The default is reachable from this machine only, because what is"
          + " served is not encrypted: put a proxy with TLS before it, or set 0.0.0.0 in a"
          + " container or a trusted network.")
  @WithDefault("127.0.0.1")
  String host();

  @Description("The directory of everything that is kept: the database, the root key, logs.")
  @WithDefault("./data")
  Path home();

  @Description("The address that people open, where it differs from host and port: behind a proxy.")
  Optional<String> publicUrl();

  @Description(
      "The proxies that are believed when they say for whom they ask, in X-Forwarded-For or"
          + " Forwarded: addresses and ranges like 10.0.0.0/8, with commas between them. Without it"
          + " nobody is believed, and everybody behind a proxy has the proxy's address.")
  Optional<String> trustedProxies();

  @Description(
      "The server that sends mail, as smtps://user:password@host:465 or"
          + " smtp://user:password@host:587. Without it the links of mails are written to the log.")
  Optional<String> smtpUrl();

  @Description(
      "From whom mail is, as Sardonyx <no-reply@example.com>. Needed with SARDONYX_SMTP_URL.")
  Optional<String> mailFrom();

  @Description("The e-mail address of the first organization's owner.")
  @WithDefault("admin@localhost")
  String adminEmail();

  @Description(
      "The first owner's password, at least 15 characters. Without it one is made up and printed"
          + " once.")
  Optional<String> adminPassword();

  @Description(
      "How many characters a password needs; organizations may ask for more of their people.")
  @WithDefault("15")
  int passwordLength();

  @Description(
      "Your own PostgreSQL 18 in place of the embedded one, as"
          + " postgresql://user:password@host:port/database?sslmode=verify-full. The user owns the"
          + " schema and may create roles.")
  Optional<String> databaseUrl();

  @Description(
      "Connections to PostgreSQL for requests. Four for each processor, and at least 8, if not set:"
          + " with more, statements wait for processors in place of connections, and each costs"
          + " more. Signing in uses a quarter as many beside them, and so do jobs, each at least 4.")
  OptionalInt databaseConnections();

  @Description(
      "Your own Redis (6.2 or newer) in place of the embedded one, as redis://:password@host:port"
          + " or rediss:// for TLS.")
  Optional<String> redisUrl();

  @Description(
      "The secret from which all others are derived: 32 random bytes in base64. Without it,"
          + " root.key in the home is used, and made at the first start. Nodes that share a"
          + " database share it.")
  Optional<String> rootKey();

  @Description(
      "Addresses that are not public and that tenants may nevertheless reach with what they connect,"
          + " as a model provider or a webhook: addresses and ranges like 10.1.0.0/16, with commas"
          + " between them. The first organization may use this machine's own addresses as long as"
          + " the server listens on them only.")
  Optional<String> outboundAllowedAddresses();

  @Description(
      "The base address of a model provider that speaks OpenAI's API, for the first start.")
  Optional<String> modelUrl();

  @Description("The key for that model provider.")
  Optional<String> modelKey();

  @Description("The name of the model to ask there.")
  Optional<String> model();

  @Description(
      "How long a model may be silent in the middle of an answer before the answer is given up."
          + " Comments and pings of its provider count as signs of life.")
  @WithDefault("PT1M")
  Duration modelTimeout();

  @Description("How long a model may take until its answer begins: it may have to be loaded.")
  @WithDefault("PT5M")
  Duration modelFirstTokenTimeout();

  @Description("How long a model may take for an answer that is not streamed.")
  @WithDefault("PT10M")
  Duration modelCompletionTimeout();

  @Description(
      "How many characters of a chat are read for a model at most, as far as its window is that"
          + " large; the older ones are summarized before they are more.")
  @WithDefault("8000000")
  int modelHistoryCharacters();

  @Description("How many answers may be written for one user at once, on each node.")
  @WithDefault("8")
  int answersPerUser();

  @Description("How long a deleted chat can be restored before it is purged.")
  @WithDefault("P30D")
  Duration deletedChatsKept();

  @Description(
      "Refuse to start with what is fine on a laptop only: no public https address, secrets that"
          + " are weak, plain connections to stores on other machines.")
  @WithDefault("false")
  boolean production();

  @Description(
      "Allow connections without TLS to a PostgreSQL or Redis on another machine, in production"
          + " too: for networks that encrypt by themselves.")
  @WithDefault("false")
  boolean allowPlainStores();

  @Description(
      "Who sends this as a bearer token may read /metrics. Without it, programs on the same machine"
          + " may.")
  Optional<String> metricsToken();

  @Description(
      "Requests a minute that one caller may make, on all nodes together; 0 for any number.")
  @WithDefault("6000")
  int requestsPerCaller();

  @Description(
      "Requests a minute that may come from one address, on all nodes together; 0 for any number."
          + " Many people may share an address.")
  @WithDefault("24000")
  int requestsPerAddress();

  @Description(
      "Attempts a minute from one address to sign in, to sign up or to use a code; 0 for any"
          + " number.")
  @WithDefault("300")
  int signInsPerAddress();

  @Description("Requests a minute from one address that send a mail; 0 for any number.")
  @WithDefault("120")
  int mailsPerAddress();

  @Description(
      "How often a minute one caller may have a model asked: messages that want an answer, further"
          + " answers, completions; 0 for any number.")
  @WithDefault("600")
  int answerRequestsPerCaller();

  @Description("Searches a minute that one caller may make; 0 for any number.")
  @WithDefault("300")
  int searchesPerCaller();

  @Description(
      "Chats, or all of them at once, that one caller may export a minute; 0 for any number.")
  @WithDefault("60")
  int exportsPerCaller();

  @Description(
      "Connections that one address may have open at once on a node, idle ones too; 0 for any"
          + " number. Trusted proxies may have as many as they need.")
  @WithDefault("4000")
  int connectionsPerAddress();

  @Description("What is logged: DEBUG, INFO, WARN or ERROR.")
  @WithDefault("INFO")
  String logLevel();

  @Description("The largest frame that a realtime client may send, in bytes.")
  @WithDefault("65536")
  int realtimeFrameBytes();

  @Description(
      "How many bytes wait for a realtime client that reads slowly before it is told to come back.")
  @WithDefault("1048576")
  int realtimeQueueBytes();

  @Description("Commands a second that a realtime client may send; twice as many in a burst.")
  @WithDefault("50")
  int realtimeCommandsPerSecond();

  @Description("Topics that a realtime client may be subscribed to at once.")
  @WithDefault("200")
  int realtimeSubscriptions();

  @Description("Realtime connections that a user may have at once on a node.")
  @WithDefault("50")
  int realtimeSocketsPerUser();

  @Description(
      "Realtime connections that an address may have at once on a node; 0 for no limit, as behind a"
          + " proxy.")
  @WithDefault("1000")
  int realtimeSocketsPerAddress();

  @Description(
      "Realtime connections a minute that an address may begin, on all nodes together; 0 for any"
          + " number.")
  @WithDefault("3000")
  int realtimeConnectsPerAddress();

  @Description(
      "Seconds between two signs of life to a realtime client, which is given up after two without"
          + " one.")
  @WithDefault("20")
  int realtimeHeartbeatSeconds();
}
