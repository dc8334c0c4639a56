package io.sardonyx.realtime;

import io.sardonyx.platform.caller.Permission;

/** What a caller needs for subscribing to a topic. A bean of the feature that owns the topics. */
public record SubscriptionPermission(Permission permission) {}
