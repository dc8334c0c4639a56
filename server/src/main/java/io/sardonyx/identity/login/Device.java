package io.sardonyx.identity.login;

/**
 * From where somebody signs in.
 *
 * @param userAgent as it names itself; shortened
 * @param address its IP address
 */
public record Device(String userAgent, String address) {
  private static final int MAX_USER_AGENT = 500;

  public Device {
    userAgent =
        userAgent.length() > MAX_USER_AGENT ? userAgent.substring(0, MAX_USER_AGENT) : userAgent;
    // The zone of a link-local address means something on this machine only.
    int zone = address.indexOf('%');
    address = zone < 0 ? address : address.substring(0, zone);
  }
}
