package io.sardonyx.platform.boot;

import io.sardonyx.platform.config.Settings;
import java.util.Optional;

/**
 * Makes the first organization with its owner. Called at each start, after the migrations; does
 * nothing when there is an organization, and when another node is making it at the same moment.
 * Others may add to it, once it is there: beans are called in the order of their priority.
 */
public interface FirstRun {
  /**
   * @return whom to tell how to sign in; empty when nothing was made
   */
  Optional<FirstOwner> createFirstOrganization(Settings settings);

  /**
   * @param oneTimePassword empty when the password was chosen by {@code SARDONYX_ADMIN_PASSWORD}
   */
  record FirstOwner(String email, Optional<String> oneTimePassword) {
    @Override
    public String toString() {
      return email; // Never the password.
    }
  }
}
