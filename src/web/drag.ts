/** A thing on the scene that follows a finger, a mouse or a pen, wherever it goes until it is let go. */
export function draggable(
  thing: Element,
  hand: {
    /** @returns whether it is taken. */
    start(event: PointerEvent): boolean;
    move(event: PointerEvent): void;
    end(event: PointerEvent): void;
    /** It was taken away; what was begun does not count. */
    cancel?(): void;
  },
): void {
  let holds: number | undefined;
  thing.addEventListener('pointerdown', (event) => {
    if (!(event instanceof PointerEvent) || event.button !== 0 || holds !== undefined) return;
    if (!hand.start(event)) return;
    holds = event.pointerId;
    thing.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  thing.addEventListener('pointermove', (event) => {
    if (event instanceof PointerEvent && event.pointerId === holds) hand.move(event);
  });
  for (const type of ['pointerup', 'pointercancel'] as const)
    thing.addEventListener(type, (event) => {
      if (!(event instanceof PointerEvent) || event.pointerId !== holds) return;
      holds = undefined;
      if (type === 'pointercancel' && hand.cancel) hand.cancel();
      else hand.end(event);
    });
}
