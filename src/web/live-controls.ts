/** Without a rig no control does anything, and none looks as if it did. */
export class LiveControls {
  #live = true;
  /** What had the focus when the rig was lost: a disabled control cannot keep it. */
  #focused: Element | null = null;

  get live(): boolean {
    return this.#live;
  }

  link(live: boolean): void {
    if (live === this.#live) return;
    this.#live = live;
    if (!live) this.#focused = document.activeElement;
    for (const control of document.querySelectorAll<HTMLInputElement | HTMLButtonElement | HTMLSelectElement>(
      'main :is(button, input, select)',
    )) {
      control.disabled = !live;
      control.setAttribute('aria-disabled', String(!live));
    }
    if (!live) return;
    // After the parts have said which of theirs stay disabled.
    queueMicrotask(() => {
      if (this.#focused instanceof HTMLElement && document.activeElement === document.body)
        this.#focused.focus({ preventScroll: true });
      this.#focused = null;
    });
  }
}
