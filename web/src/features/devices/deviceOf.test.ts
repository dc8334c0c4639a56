import { expect, it } from "vitest";
import { deviceOf } from "./deviceOf";

it.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
    "Chrome on Linux",
    "computer",
  ],
  ["Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows", "computer"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
    "Safari on iPhone",
    "phone",
  ],
  ["Mozilla/5.0 (Android 15; Mobile) Firefox/140.0", "Firefox on Android", "phone"],
  ["curl/8.5.0", "curl", "program"],
  ["", "Unknown device", "program"],
])("names %s", (userAgent, name, kind) => {
  expect(deviceOf(userAgent)).toEqual({ name, kind });
});
