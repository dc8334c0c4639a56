package io.sardonyx.models;

import java.util.regex.Pattern;

/**
 * The reasoning of a model before its answer. It is kept at the beginning of the text, between
 * tags: many models write it there themselves, and what a provider returns separately is put there
 * too.
 */
public final class Reasoning {
  static final String START_TAG = "<think>";
  static final String END_TAG = "</think>";

  private static final Pattern ANY_START_TAG =
      Pattern.compile("\\s*+<(?<tag>think|thinking|reasoning)>");

  /**
   * Some models begin with reasoning in their template and return only its end, on a line of its
   * own; within a line somebody writes about the tag.
   */
  private static final Pattern LONE_END_TAG = Pattern.compile("(?m)^[ \\t]*</think>[ \\t]*$");

  private Reasoning() {}

  /** The content of a turn for a prompt: models do not expect their earlier reasoning. */
  public static String strip(Turn turn) {
    return turn.kind().equals("assistant") ? strip(turn.content()) : turn.content();
  }

  /** The answer alone; empty where there is only reasoning. */
  public static String strip(String text) {
    var start = ANY_START_TAG.matcher(text);
    if (!start.lookingAt()) {
      var end = LONE_END_TAG.matcher(text);
      return end.find() && !text.substring(0, end.start()).contains(START_TAG)
          ? text.substring(end.end()).stripLeading()
          : text;
    }
    var endTag = "</" + start.group("tag") + ">";
    int end = text.indexOf(endTag, start.end());
    return end < 0 ? "" : text.substring(end + endTag.length()).stripLeading();
  }

  /** The end tag that a text lacks which ends within its reasoning; otherwise empty. */
  public static String missingEndTag(StringBuilder text) {
    var start = ANY_START_TAG.matcher(text);
    if (!start.lookingAt()) {
      return "";
    }
    var endTag = "</" + start.group("tag") + ">";
    return text.indexOf(endTag, start.end()) < 0 ? endTag : "";
  }
}
