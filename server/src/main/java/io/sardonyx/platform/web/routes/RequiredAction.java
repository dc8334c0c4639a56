package io.sardonyx.platform.web.routes;

/** What somebody who is signed in may have to do before anything else is open to them. */
public enum RequiredAction {
  /** Show the second factor, or get one where the organization asks for it. */
  SECOND_FACTOR,
  /** Change a password that somebody else knows. */
  PASSWORD_CHANGE
}
