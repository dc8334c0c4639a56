import type { Draft } from "@sardonyx/client";
import { useCallback, useEffect, useState } from "react";

/** The text of a field that is kept as a draft, and in step with other tabs while one is not here. */
export function useDraft(draft: Draft | undefined): [string, (text: string) => void] {
  const [text, setText] = useState(() => draft?.read() ?? "");
  useEffect(
    () =>
      draft?.listen((written) => {
        if (!document.hasFocus()) {
          setText(written);
        }
      }),
    [draft],
  );
  const write = useCallback(
    (written: string) => {
      setText(written);
      draft?.write(written);
    },
    [draft],
  );
  return [text, write];
}
