package io.sardonyx.identity.supabase.links;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * To whom a mail is to be sent. Clients send more than we use: it is not read.
 *
 * @param type of which kind, where the address does not say it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PostEmail(@Nullable String email, @Nullable String phone, @Nullable String type) {}
