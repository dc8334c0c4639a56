/**
 * Whether a key is for an input method, as that which ends the composition of a word. Safari says that the
 * composition has ended before it tells of that key, which then has this number.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
