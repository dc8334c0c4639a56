import { useId } from "react";

/** A banded stone, as sardonyx is. */
export function Logo({ className = "size-6" }: { className?: string }) {
  // Each has a shape of its own: one within something hidden would cut nothing.
  const shape = useId();
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <clipPath id={shape}>
        <rect x="2" y="2" width="28" height="28" rx="10" />
      </clipPath>
      <g clipPath={`url(#${shape})`}>
        <rect width="32" height="32" fill="#a8482b" />
        <path d="M-2 13 C8 6 18 17 34 8 V14 C18 23 8 12 -2 19 Z" fill="#f6ede4" />
        <path d="M-2 22 C8 15 18 26 34 17 V20 C18 29 8 18 -2 25 Z" fill="#5d2416" />
      </g>
    </svg>
  );
}
