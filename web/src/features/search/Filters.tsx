import { FilterSelect, sameNamed } from "@/features/shared/FilterSelect";
import { useServices, useStore } from "@/features/shared/services";
import { useCategories } from "@/features/shared/useCategories";

/** Where it is looked; null: everywhere. */
export interface Where {
  readonly project_id: string | null;
  readonly category: string | null;
}

export const EVERYWHERE: Where = { project_id: null, category: null };

/** In which project and category it is looked, for who has some. */
export function Filters({ where, onChange }: { where: Where; onChange: (change: Partial<Where>) => void }) {
  const { projects } = useServices();
  const { projects: all } = useStore(projects.list);
  const categories = useCategories({ withArchived: true });
  return (
    <div className="mt-3 flex gap-2 empty:hidden">
      {all.length > 0 && (
        <FilterSelect
          label="In which project"
          all="All projects"
          value={where.project_id}
          options={all.map(({ id, name }) => ({ value: id, name }))}
          onChange={(project_id) => onChange({ project_id })}
          className="flex-1"
        />
      )}
      {categories.length > 0 && (
        <FilterSelect
          label="In which category"
          all="All categories"
          value={where.category}
          options={sameNamed(categories)}
          onChange={(category) => onChange({ category })}
          className="flex-1"
        />
      )}
    </div>
  );
}
