package io.sardonyx.identity.supabase.admin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom to invite.
 *
 * <p>Clients send more than we use: what we do not know is not read.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostInvite(@Nullable String email, @Nullable Map<String, Object> data) {}
