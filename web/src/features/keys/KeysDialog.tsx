import { keyLabels, SHORTCUTS, type ShortcutScope } from "@sardonyx/client";
import { isMac } from "@/features/shared/shortcuts";
import { Dialog } from "@/ui/Dialog";

const PLACES: readonly { place: ShortcutScope; title: string }[] = [
  { place: "anywhere", title: "Anywhere" },
  { place: "writing", title: "While you write" },
  { place: "message", title: "With a message in focus" },
  { place: "chat", title: "With a chat in focus" },
  { place: "search", title: "While you search" },
];

/** The list of keys. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog isOpen onClose={onClose} title="Keys" isWide>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard
        tabIndex={0}
        className="gap-8 space-y-6 rounded-lg sm:columns-2"
      >
        {PLACES.map(({ place, title }) => (
          <section key={place} aria-label={title} className="break-inside-avoid">
            <h3 className="mb-1 text-sm font-medium text-soft">{title}</h3>
            <dl className="divide-y divide-line text-sm">
              {SHORTCUTS.filter((each) => each.place === place).map(({ name, keys, says }) => (
                <div key={name} className="flex items-center justify-between gap-6 py-2">
                  <dt>{says}</dt>
                  <dd className="flex shrink-0 items-center gap-2">
                    {keys.map((each, place) => (
                      <span key={each} className="flex items-center gap-1">
                        {place > 0 && <span className="pr-1 text-faint">or</span>}
                        {keyLabels(each, isMac).map((cap) => (
                          <kbd key={cap} className="keycap">
                            {cap}
                          </kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
