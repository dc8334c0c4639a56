import { type Me, Store } from "@sardonyx/client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { useCurrentApplication } from "./currentApplication";
import { type Services, ServicesContext } from "./services";

function Shown() {
  const { id, name } = useCurrentApplication();
  return <p>{`${id}: ${name ?? "…"}`}</p>;
}

/** A server where the person is signed in to the Workspace, and may read a shop as well. */
function open(path: string) {
  const asked: string[] = [];
  const root = createRootRoute();
  const routes = ["/models", "/applications/$applicationId"].map((each) =>
    createRoute({ getParentRoute: () => root, path: each, component: Shown }),
  );
  const router = createRouter({
    routeTree: root.addChildren(routes),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  const services = {
    me: new Store({ application: { id: "1", name: "Workspace" } } as Me),
    http: {
      request: async (method: string, address: string) => {
        asked.push(`${method} ${address}`);
        return { id: "2", name: "Shop" };
      },
    },
  };
  render(
    <ServicesContext.Provider value={services as unknown as Services}>
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </ServicesContext.Provider>,
  );
  return asked;
}

it("is the application of the route, where it has one", async () => {
  const asked = open("/applications/2");
  await screen.findByText("2: Shop");
  expect(asked).toEqual([expect.stringMatching(/^GET .*\/applications\/2$/)]);
});

it("is that of the sign-in elsewhere, which nobody needs to be asked for", async () => {
  const asked = open("/models");
  await screen.findByText("1: Workspace");
  expect(asked).toEqual([]);
});
