import { Problem } from "@sardonyx/client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, useState } from "react";
import { RegistryContext } from "@/areas/registry";
import { ServicesContext } from "@/features/shared/services";
import { SlotPartsContext } from "@/features/shared/slots";
import { useThemeApplied } from "@/features/shared/theme";
import { ToastProvider } from "@/ui/Toasts";
import { TooltipProvider } from "@/ui/Tooltip";
import { REGISTRY, SLOT_PARTS } from "./registry";
import { makeRouter } from "./router";
import { createServices } from "./services";

export function App() {
  const [services] = useState(createServices);
  const [router] = useState(() => makeRouter(services));
  const [queries] = useState(makeQueries);
  useThemeApplied();
  return (
    <StrictMode>
      <ServicesContext.Provider value={services}>
        <QueryClientProvider client={queries}>
          <TooltipProvider delayDuration={400}>
            <ToastProvider>
              <RegistryContext.Provider value={REGISTRY}>
                <SlotPartsContext.Provider value={SLOT_PARTS}>
                  <RouterProvider router={router} />
                </SlotPartsContext.Provider>
              </RegistryContext.Provider>
            </ToastProvider>
          </TooltipProvider>
        </QueryClientProvider>
      </ServicesContext.Provider>
    </StrictMode>
  );
}

function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Without a network they fail at once, with words: paused, they would look as if they worked.
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        refetchOnReconnect: true,
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && error instanceof Problem && error.isPassing,
      },
    },
  });
}
