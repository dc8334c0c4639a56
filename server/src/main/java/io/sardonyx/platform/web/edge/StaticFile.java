package io.sardonyx.platform.web.edge;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file of the web application, with the compressed forms that its build made. */
record StaticFile(
    String type, String etag, Form plain, @Nullable Form brotli, @Nullable Form gzip) {
  /** No dot at the start of a segment: neither "..", nor hidden files. */
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_@~-][A-Za-z0-9_@~.-]*)+");

  private static final String UNKNOWN = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml; charset=utf-8"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  /**
   * @param encoding as in Content-Encoding; null for the file as it is
   */
  record Form(@Nullable String encoding, Buffer bytes) {}

  static Optional<StaticFile> read(ClassLoader archive, String root, String path) {
    if (!PATH.matcher(path).matches() || !path.contains(".")) {
      return Optional.empty();
    }
    var plain = form(archive, root + path, null, "");
    if (plain == null) {
      return Optional.empty();
    }
    return Optional.of(
        new StaticFile(
            type(path),
            '"' + digest(plain.bytes()) + '"',
            plain,
            form(archive, root + path, "br", ".br"),
            form(archive, root + path, "gzip", ".gz")));
  }

  /** The smallest form that the browser accepts. */
  Form form(@Nullable String accepted) {
    if (accepted == null) {
      return plain;
    }
    if (brotli != null && accepts(accepted, "br")) {
      return brotli;
    }
    return gzip != null && accepts(accepted, "gzip") ? gzip : plain;
  }

  private static boolean accepts(String accepted, String encoding) {
    for (var one : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      var parts = one.replace(" ", "").split(";", 2);
      if (parts[0].equals(encoding)) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static String type(String path) {
    var extension = path.substring(path.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(extension, UNKNOWN);
  }

  private static @Nullable Form form(
      ClassLoader archive, String path, @Nullable String encoding, String suffix) {
    try (var in = archive.getResourceAsStream(path + suffix)) {
      return in == null ? null : new Form(encoding, Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Buffer bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
