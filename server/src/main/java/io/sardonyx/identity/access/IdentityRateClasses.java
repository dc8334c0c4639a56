package io.sardonyx.identity.access;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.web.limits.RateClass;
import io.sardonyx.platform.web.limits.RateClassProvider;
import jakarta.inject.Singleton;
import java.util.List;

/** How often credentials may be tried, mails sent and people searched. */
@Singleton
public class IdentityRateClasses implements RateClassProvider {
  /** Attempts to guess a password, a code or an address. */
  public static final String SIGN_IN = "sign-in";

  /** Requests that send a mail, to whatever address. */
  public static final String MAIL = "mail";

  /** Searches through everything that the caller can read. */
  public static final String SEARCH = "search";

  @Override
  public List<RateClass> rateClasses() {
    return List.of(
        RateClass.perAddress(SIGN_IN, Settings::signInsPerAddress),
        RateClass.perAddress(MAIL, Settings::mailsPerAddress),
        RateClass.perUser(SEARCH, Settings::searchesPerCaller));
  }
}
