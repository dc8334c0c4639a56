import { useMemo, useState } from "react";
import { FilterSelect, sameNamed } from "@/features/shared/FilterSelect";
import { useServices, useStore } from "@/features/shared/services";
import { useCategories } from "@/features/shared/useCategories";
import { SessionListView } from "./SessionListView";

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
  return (
    <>
      {categories.length > 0 && (
        <FilterSelect
          label="Filter by category"
          all="All categories"
          value={category}
          options={sameNamed(categories)}
          onChange={setCategory}
          className="mx-3 mt-2 shrink-0"
        />
      )}
      <SessionListView
        key={category ?? ""}
        store={category === null ? directory.active : directory.inCategory(category)}
        pinned={pinned}
        label="Chats"
        empty={category === null ? "Your chats will appear here." : "No chats in this category."}
      />
    </>
  );
}
