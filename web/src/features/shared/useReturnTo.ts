import { useEffect, useRef } from "react";

/** Does something when somebody comes back to the page: what nothing tells of may be another by then. */
export function useReturnTo(work: () => void): void {
  const current = useRef(work);
  useEffect(() => {
    current.current = work;
  });
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && current.current();
    window.addEventListener("focus", back);
    document.addEventListener("visibilitychange", back);
    return () => {
      window.removeEventListener("focus", back);
      document.removeEventListener("visibilitychange", back);
    };
  }, []);
}
