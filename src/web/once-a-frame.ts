/** At most one call a frame, however fast the hand; the last one counts. */
export function onceAFrame<Value>(then: (value: Value) => void): (value: Value) => void {
  let waiting: { value: Value } | undefined;
  return (value) => {
    const asked = waiting !== undefined;
    waiting = { value };
    if (asked) return;
    requestAnimationFrame(() => {
      const last = waiting!;
      waiting = undefined;
      then(last.value);
    });
  };
}
