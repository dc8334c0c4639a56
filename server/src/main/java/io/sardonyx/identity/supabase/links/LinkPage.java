package io.sardonyx.identity.supabase.links;

import io.sardonyx.platform.crypto.Hashes;
import java.net.URI;
import java.util.Base64;

/**
 * The page that a mail's link to an application leads to. Programs that look at mail open every
 * link, and browsers some before they are asked to: what signs in is the button, which is pressed
 * by a person. It needs no script.
 */
public final class LinkPage {
  private static final String STYLE =
      """
      body{font:1rem/1.5 system-ui,sans-serif;display:grid;place-content:center;min-height:90vh;\
      margin:0;padding:1rem;text-align:center}h1{font-size:1.25rem}\
      button{font:inherit;padding:.6rem 1.4rem;cursor:pointer}\
      """;

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Go on to %1$s</title>
      <style>%2$s</style>
      </head>
      <body>
      <main>
      <h1>Go on to %1$s</h1>
      <p>The link in your mail is good once.</p>
      <form method="post" action="%3$s"><button autofocus>Go on</button></form>
      </main>
      </body>
      </html>
      """;

  private LinkPage() {}

  /**
   * @param redirect where it goes on to
   * @param action what the button asks for
   */
  public static String html(String redirect, String action) {
    return PAGE.formatted(escaped(place(redirect)), STYLE, escaped(action));
  }

  /** Nothing but the button, which may lead to the application and nowhere else. */
  public static String policy(String redirect) {
    return "default-src 'none'; style-src 'sha256-%s'; form-action 'self' %s; base-uri 'none'; frame-ancestors 'none'"
        .formatted(
            Base64.getEncoder().encodeToString(Hashes.sha256(STYLE)), source(URI.create(redirect)));
  }

  private static String place(String redirect) {
    var host = URI.create(redirect).getHost();
    return host == null ? "the application" : host;
  }

  private static String source(URI redirect) {
    return redirect.getScheme().startsWith("http")
        ? redirect.getScheme() + "://" + redirect.getRawAuthority()
        : redirect.getScheme() + ":";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
