import { afterAll, beforeAll, expect, it } from "vitest";
import { answers, call, chat, disconnectModels, eventually, openWorld, signIn, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

it("without a model the assistant says so, and an administrator connects one", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await disconnectModels(page);

  await chat(page, "What is sardonyx?");
  expect(await answers(page).last().innerText()).toMatch(/no (language )?model/i);

  await page.goto("/");
  await page.getByRole("link", { name: /No model is connected/ }).click();
  await page.getByRole("button", { name: "Connect model" }).click();
  const dialog = page.getByRole("dialog", { name: "Connect model" });
  await dialog.getByLabel("Kind").selectOption("openai");
  await dialog.getByLabel("Name").fill("Stones");
  await dialog.getByLabel("Address").fill(world.model.url);
  await dialog.getByLabel("Model", { exact: true }).fill("stone-1");
  await dialog.getByLabel("Key").fill("a-key-that-is-not-shown-again");
  await dialog.getByRole("button", { name: "Connect" }).click();
  const card = page.getByRole("listitem", { name: "Stones" });
  await card.getByText("Default").waitFor();
  await card.getByText(/key saved/).waitFor();
  expect(await page.content()).not.toContain("a-key-that-is-not-shown-again");

  await card.getByRole("button", { name: "Test" }).click();
  await card.getByRole("status").waitFor();
  world.model.refusal = 401;
  await card.getByRole("button", { name: "Test" }).click();
  await card.getByRole("alert").waitFor();
  world.model.refusal = null;

  world.model.answer = "A stone in **bands**.";
  await chat(page, "What is sardonyx?");
  expect(await answers(page).last().locator("strong").innerText()).toBe("bands");
});

it("edits one, makes another the default, and deletes it after asking", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await disconnectModels(page);
  await page.goto("/settings/models");
  for (const name of ["First", "Second"]) {
    await page.getByRole("button", { name: "Connect model" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("Address").fill(world.model.url);
    await dialog.getByLabel("Model", { exact: true }).fill("stone-1");
    await dialog.getByRole("button", { name: "Connect" }).click();
    await page.getByRole("listitem", { name }).waitFor();
  }
  const first = page.getByRole("listitem", { name: "First" });
  const second = page.getByRole("listitem", { name: "Second" });
  await second.getByRole("button", { name: "Make default" }).click();
  await second.getByText("Default", { exact: true }).waitFor();
  await eventually(() => first.getByText("Default", { exact: true }).count(), 0);

  await first.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("dialog").getByLabel("Model", { exact: true }).fill("stone-2");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await first.getByText(/stone-2/).waitFor();

  await first.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await first.waitFor({ state: "detached" });
  expect(await second.isVisible()).toBe(true);
});

it("a model is for some roles, with the window that it is given", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await disconnectModels(page);
  await page.goto("/settings/models");
  await page.getByRole("button", { name: "Connect model" }).click();
  const dialog = page.getByRole("dialog", { name: "Connect model" });
  await dialog.getByLabel("Name").fill("Few");
  await dialog.getByLabel("Address").fill(world.model.url);
  await dialog.getByLabel("Model", { exact: true }).fill("stone-1");
  await dialog.getByLabel("Context window, in tokens").fill("1000");
  await dialog.getByLabel("Who can use it").selectOption("roles");
  await dialog.getByRole("button", { name: "Connect" }).click();
  expect(await dialog.isVisible()).toBe(true);
  await dialog.getByLabel("Owners").check();
  await dialog.getByLabel("Administrators").check();
  await dialog.getByRole("button", { name: "Connect" }).click();
  const card = page.getByRole("listitem", { name: "Few" });
  await card.getByText("For owners and administrators").waitFor();
  await card.getByText(/1,000 tokens/).waitFor();

  const viewer = await world.device();
  await signIn(viewer, await world.colleague("viewer"));
  const choices = async () =>
    (await call<{ data: { name: string }[] }>(viewer, "GET", "/api/v1/models")).data.map(({ name }) => name);
  expect(await choices()).toEqual([]);

  // The ring reckons with it: the model server says that ten tokens were read and written.
  await chat(page, "What is sardonyx?");
  const gauge = page.getByRole("meter", { name: "Context used" });
  await gauge.waitFor();
  expect(await gauge.getAttribute("aria-valuetext")).toBe(
    "10 of the 1,000 tokens that the model can read at once",
  );

  await page.goto("/settings/models");
  await card.getByRole("button", { name: "Edit" }).click();
  const edited = page.getByRole("dialog", { name: "Edit Few" });
  expect(await edited.getByLabel("Administrators").isChecked()).toBe(true);
  expect(await edited.getByLabel("Viewers").isChecked()).toBe(false);
  await edited.getByLabel("Who can use it").selectOption("everyone");
  await edited.getByLabel("Context window, in tokens").fill("");
  await edited.getByRole("button", { name: "Save" }).click();
  await edited.waitFor({ state: "detached" });
  await eventually(() => card.getByText(/For owners|tokens/).count(), 0);
  expect(await choices()).toEqual(["Few"]);
});

it("who is no administrator is not offered it", async () => {
  const page = await world.device();
  await signIn(page, await world.colleague("viewer"));
  expect(await page.getByRole("link", { name: /No model is connected/ }).count()).toBe(0);
  await page.goto("/settings");
  await page.getByRole("heading", { name: "Devices" }).waitFor();
  expect(await page.getByRole("link", { name: "Models" }).count()).toBe(0);
  await page.goto("/settings/models");
  await page.getByText(/Only administrators/).waitFor();
});
