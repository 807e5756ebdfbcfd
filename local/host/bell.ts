export interface Bell {
  ring(): void;
  /** Ends with a ring, or after so many ms of machine time. A ring that came since the last sleep ends it at once. */
  sleep(ms: number): Promise<void>;
}

/** Wakes one sleeper. */
export function newBell(): Bell {
  let rung = false;
  let wake = (): void => {};
  return {
    ring() {
      rung = true;
      wake();
    },
    async sleep(ms) {
      let timer: NodeJS.Timeout | undefined;
      if (!rung) {
        await new Promise<void>(resolve => {
          wake = resolve;
          timer = setTimeout(resolve, ms);
        });
      }
      clearTimeout(timer);
      rung = false;
    },
  };
}
