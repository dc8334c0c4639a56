package io.sardonyx.identity.accounts;

/**
 * The password of somebody who has not shown yet that the address is theirs.
 *
 * @param hash what becomes the account's when they show it
 * @param mark tells another password from the same one, nearly always: too short to guess by
 */
public record ClaimedPassword(String hash, int mark) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "ClaimedPassword";
  }
}
