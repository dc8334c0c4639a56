import type { ChatSession } from "@sardonyx/client";
import { lazy, Suspense, useMemo, useState } from "react";
import { FilterSelect, sameNamed } from "@/features/shared/FilterSelect";
import { useServices, useStore } from "@/features/shared/services";
import { useCategories } from "@/features/shared/useCategories";
import { SessionListView } from "./SessionListView";
import { SelectContext } from "./SessionMenu";
import { type Selection, selectOne, withToggled } from "./selection";

const SelectionBar = lazy(() => import("./SelectionBar"));
const SelectableItem = lazy(() => import("./SelectableItem"));

/** The person's chats: all, or those of one category. */
export function ChatList() {
  const { directory } = useServices();
  const { sessions: allPinned } = useStore(directory.pinned);
  const [category, setCategory] = useState<string | null>(null);
  const inUse = useCategories({ withArchived: false });
  const categories = useMemo(() => {
    // What one looks at stays a choice, also when its last chat has gone elsewhere.
    return category === null || inUse.includes(category) ? inUse : [...inUse, category];
  }, [inUse, category]);
  const pinned = useMemo(
    () => allPinned.filter((each) => category === null || each.category === category),
    [allPinned, category],
  );
  const store = category === null ? directory.active : directory.inCategory(category);
  const [selection, setSelection] = useState<Selection | null>(null);
  const { sessions } = useStore(store);
  // As they stand in the list.
  const listed = useMemo(
    () => [...new Map([...pinned, ...sessions].map((each) => [each.id, each])).values()],
    [pinned, sessions],
  );

  const itemOf = (session: ChatSession) =>
    selection && (
      <Suspense>
        <SelectableItem
          session={session}
          isChosen={selection.ids.has(session.id)}
          onToggle={(isRange) =>
            setSelection(
              withToggled(
                selection,
                session.id,
                listed.map(({ id }) => id),
                isRange,
              ),
            )
          }
        />
      </Suspense>
    );
  return (
    <SelectContext.Provider value={(id) => setSelection(selectOne(id))}>
      {categories.length > 0 && (
        <FilterSelect
          label="Filter by category"
          all="All categories"
          value={category}
          options={sameNamed(categories)}
          onChange={(chosen) => {
            setCategory(chosen);
            // What is no longer seen is not changed.
            setSelection(null);
          }}
          className="mx-3 mt-2 shrink-0"
        />
      )}
      {selection && (
        <Suspense>
          <SelectionBar
            listed={listed}
            chosen={listed.filter(({ id }) => selection.ids.has(id))}
            onChoose={(chosen) =>
              setSelection({ ids: new Set(chosen.map(({ id }) => id)), anchor: selection.anchor })
            }
            onClose={() => setSelection(null)}
          />
        </Suspense>
      )}
      <SessionListView
        key={category ?? ""}
        store={store}
        pinned={pinned}
        label="Chats"
        empty={category === null ? "Your chats will appear here." : "No chats in this category."}
        {...(selection ? { item: itemOf } : {})}
      />
    </SelectContext.Provider>
  );
}
