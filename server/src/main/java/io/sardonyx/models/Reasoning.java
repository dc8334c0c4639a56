package io.sardonyx.models;

import io.sardonyx.messages.Turn;
import java.util.regex.Pattern;

/**
 * What a model thought aloud before it answered. It is kept at the beginning of its text, between
 * tags: many models write it there themselves, and what a provider tells apart is put there too.
 */
public final class Reasoning {
  static final String BEGIN = "<think>";
  static final String END = "</think>";

  private static final Pattern BEGINNING =
      Pattern.compile("\\s*+<(?<tag>think|thinking|reasoning)>");

  private Reasoning() {}

  /** What is read of a message from then on: models are not meant to be told their old thoughts. */
  public static String without(Turn said) {
    return said.kind().equals("assistant") ? without(said.content()) : said.content();
  }

  /** The answer alone; empty where it did not come to that. */
  public static String without(String text) {
    var beginning = BEGINNING.matcher(text);
    if (!beginning.lookingAt()) {
      return text;
    }
    var closing = "</" + beginning.group("tag") + ">";
    int end = text.indexOf(closing, beginning.end());
    return end < 0 ? "" : text.substring(end + closing.length()).stripLeading();
  }

  /** What a text that ends in the middle of a thought lacks; empty for every other. */
  public static String missingEnd(StringBuilder text) {
    var beginning = BEGINNING.matcher(text);
    if (!beginning.lookingAt()) {
      return "";
    }
    var closing = "</" + beginning.group("tag") + ">";
    return text.indexOf(closing, beginning.end()) < 0 ? closing : "";
  }
}
