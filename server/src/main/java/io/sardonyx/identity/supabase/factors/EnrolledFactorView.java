package io.sardonyx.identity.supabase.factors;

import io.sardonyx.identity.factors.EnrolledFactor;
import io.sardonyx.identity.supabase.FactorView;
import java.util.UUID;

/** A second factor as Supabase Auth shows it when it is new. */
public record EnrolledFactorView(UUID id, String type, String friendlyName, Totp totp) {

  /**
   * @param qrCode an SVG image
   */
  public record Totp(String qrCode, String secret, String uri) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "Totp";
    }
  }

  static EnrolledFactorView of(EnrolledFactor factor) {
    return new EnrolledFactorView(
        factor.id(),
        FactorView.TOTP,
        factor.friendlyName(),
        new Totp(factor.picture(), factor.secret(), factor.uri()));
  }
}
