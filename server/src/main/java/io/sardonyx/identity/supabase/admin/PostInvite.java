package io.sardonyx.identity.supabase.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom to invite. */
public record PostInvite(@Nullable String email, @Nullable Map<String, Object> data) {}
