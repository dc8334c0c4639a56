import { categoriesOf, type SessionList } from "@sardonyx/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useServices, useStore } from "./services";

/** Whether there are chats of it that are not loaded. */
const isPartial = ({ status, nextCursor }: SessionList) => status === "idle" || nextCursor !== null;

/**
 * The categories that the person's chats have, in the order of the alphabet: those of the chats that
 * are loaded, as they change, and where there are more chats, those that the server knows of.
 */
export function useCategories({ withArchived }: { withArchived: boolean }): readonly string[] {
  const { api, directory } = useServices();
  const active = useStore(directory.active);
  const pinned = useStore(directory.pinned);
  const archived = useStore(directory.archived);
  const loaded = useMemo(
    () => categoriesOf(active.sessions, pinned.sessions, withArchived ? archived.sessions : []),
    [active.sessions, pinned.sessions, archived.sessions, withArchived],
  );
  const { data: known } = useQuery({
    // Asked anew for whatever changes among those that are loaded: it may have been the last of its kind.
    queryKey: ["categories", withArchived, loaded],
    queryFn: () => api.categories(withArchived ? null : false),
    enabled: isPartial(active) || isPartial(pinned) || (withArchived && isPartial(archived)),
    placeholderData: keepPreviousData,
  });
  return useMemo(
    () => [...new Set([...loaded, ...(known?.data ?? [])])].sort((one, other) => one.localeCompare(other)),
    [loaded, known],
  );
}
