/** Work that is to be done at a later time, and is carried out when something next happens after that time. */
export class DueTasks {
  #tasks: { readonly at: number; readonly work: (at: number) => unknown }[] = []

  /** Schedules work for a time; the work receives it. */
  add(at: number, work: (at: number) => unknown): void {
    this.#tasks.push({ at, work })
  }

  /** Carries out everything that is due, in order of time. */
  carryOut(now: number): void {
    const due = this.#tasks.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
    if (due.length === 0) return
    this.#tasks = this.#tasks.filter(({ at }) => at > now)
    for (const { at, work } of due) work(at)
  }
}
