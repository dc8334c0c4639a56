package io.sardonyx.identity.supabase.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where tokens go. */
public enum TokenDelivery {
  @JsonProperty("body")
  BODY,
  @JsonProperty("cookie")
  COOKIE
}
