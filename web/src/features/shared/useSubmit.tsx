import { errorMessage } from "@sardonyx/client";
import { type ReactNode, useState } from "react";
import { Notice } from "@/ui/Notice";

interface Attempt {
  /** Does what somebody chose in a list, which is then read anew, whatever came of it. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
  /** What is to be known of what was done; null: nothing any more. */
  readonly say: (done: string | null) => void;
  /** What came of it, to be shown above the list. */
  readonly notice: ReactNode;
}

/** @param again reads the list anew */
export function useSubmit(again: () => Promise<unknown>): Attempt {
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const say = (sentence: string | null) => {
    setProblem(null);
    setDone(sentence);
  };
  return {
    say,
    attempt: async (work) => {
      say(null);
      try {
        await work();
      } catch (error) {
        setProblem(errorMessage(error));
      }
      await again();
    },
    notice: (
      <>
        {problem && <Notice className="mb-4">{problem}</Notice>}
        {done && (
          <Notice kind="good" className="mb-4">
            {done}
          </Notice>
        )}
      </>
    ),
  };
}
