import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { type Services, ServicesContext } from "@/features/shared/services";
import { MessageTime } from "./MessageTime";

const AT = "2019-03-04T05:06:07Z";

it("says when in short, in full where one points, and in full in its place where one presses", async () => {
  const services = { clock: { now: () => new Date() } } as unknown as Services;
  render(
    <ServicesContext.Provider value={services}>
      <MessageTime at={AT} />
    </ServicesContext.Provider>,
  );
  const button = screen.getByRole("button");
  const time = button.querySelector("time");
  expect(time?.dateTime).toBe(AT);
  expect(button.textContent).toContain("2019");
  expect(button.textContent).not.toContain(":07");
  // The weekday, the seconds and the zone.
  expect(button.title).toMatch(/day.*2019.*:07/);
  await userEvent.click(button);
  expect(button.textContent).toBe(button.title);
  await userEvent.keyboard("{Enter}");
  expect(button.textContent).not.toContain(":07");
});
