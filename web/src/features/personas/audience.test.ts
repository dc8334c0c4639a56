import { expect, it } from "vitest";
import { audienceOf } from "./audience";

it("who may use a persona is said in words", () => {
  expect(audienceOf({ audience: "owner", roles: [] })).toBe("Only you");
  expect(audienceOf({ audience: "everyone", roles: [] })).toBe("Everybody");
  expect(audienceOf({ audience: "roles", roles: ["developer"] })).toBe("For developers");
  expect(audienceOf({ audience: "roles", roles: ["admin", "viewer", "app_user"] })).toBe(
    "For administrators, viewers, and users of the application",
  );
  expect(audienceOf({ audience: "roles", roles: ["made_later"] })).toBe("For made_later");
});
