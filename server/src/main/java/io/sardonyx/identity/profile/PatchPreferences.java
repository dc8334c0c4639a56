package io.sardonyx.identity.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change of one's preferences and settings: null removes one, the others stay. */
public record PatchPreferences(
    @Nullable Map<String, Object> preferences, @Nullable Map<String, Object> settings) {}
