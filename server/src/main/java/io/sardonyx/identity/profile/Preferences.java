package io.sardonyx.identity.profile;

import java.util.Map;

/** What follows a person from device to device: how they like it, and what they have set. */
public record Preferences(Map<String, Object> preferences, Map<String, Object> settings) {}
