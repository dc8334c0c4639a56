/** What kind of chat it is, beside its title. */
export function CategoryTag({ category }: { category: string | null }) {
  return category === null ? null : (
    <span className="max-w-24 shrink-0 truncate rounded-full border border-line px-1.5 py-0.5 text-xs leading-none font-normal text-soft">
      <span className="sr-only">Category: </span>
      {category}
    </span>
  );
}
