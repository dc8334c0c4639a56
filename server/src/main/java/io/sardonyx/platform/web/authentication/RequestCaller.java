package io.sardonyx.platform.web.authentication;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.web.routes.Anonymous;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The caller of an authenticated request, from what JAX-RS hands to a resource method. */
public final class RequestCaller {
  private RequestCaller() {}

  /**
   * @throws IllegalStateException on a route that is {@link Anonymous}: it has no caller
   */
  public static Caller of(SecurityContext security) {
    if (security.getUserPrincipal() instanceof CallerPrincipal principal) {
      return principal.caller();
    }
    throw new IllegalStateException("This route is anonymous and has no caller.");
  }

  static SecurityContext holding(Caller caller, boolean secure) {
    return new CallerSecurity(new CallerPrincipal(caller), secure);
  }

  private record CallerPrincipal(Caller caller) implements Principal {
    @Override
    public String getName() {
      return caller.userId().toString();
    }
  }

  private record CallerSecurity(CallerPrincipal principal, boolean secure)
      implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return principal;
    }

    @Override
    public boolean isUserInRole(String role) {
      return principal.caller().role().databaseName().equals(role);
    }

    @Override
    public boolean isSecure() {
      return secure;
    }

    @Override
    public String getAuthenticationScheme() {
      return "sardonyx";
    }
  }
}
