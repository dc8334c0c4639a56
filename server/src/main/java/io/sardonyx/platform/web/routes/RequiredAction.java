package io.sardonyx.platform.web.routes;

/** What a signed-in caller may have to do before they can use other routes. */
public enum RequiredAction {
  /** Verify the second factor, or enroll one where the organization requires it. */
  SECOND_FACTOR,
  /** Change a password that an administrator set. */
  PASSWORD_CHANGE
}
