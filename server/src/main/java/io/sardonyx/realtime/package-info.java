/**
 * The WebSocket gateway at {@code /realtime/v1}: subscribe, resume, fan-out. It knows topics and
 * events, and no feature; features bring their commands as {@link RealtimeMethod}.
 */
@NullMarked
package io.sardonyx.realtime;

import org.jspecify.annotations.NullMarked;
