export interface DeviceName {
  readonly name: string;
  readonly kind: "computer" | "phone" | "program";
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/HeadlessChrome\/|Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** What a person would call the device that sent this User-Agent. */
export function deviceOf(userAgent: string): DeviceName {
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (!browser) {
    const program = userAgent.split(/[\s/]/)[0];
    return { name: program || "Unknown device", kind: "program" };
  }
  const isPhone = /iPhone|iPad|Android/.test(userAgent);
  return { name: system ? `${browser} on ${system}` : browser, kind: isPhone ? "phone" : "computer" };
}
