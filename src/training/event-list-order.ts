import type { JobEvent } from '../openai/event.ts'

/** The direction in which a server lists events: decided once, by what it lists, and then kept. */
export class EventListOrder {
  /** How many pairs of neighbors are listed with the oldest first, less those with the newest first. */
  #votes = 0
  #isOldestFirst: boolean | undefined

  /** Whether the list begins with the oldest event; undefined before anything shows it. The API documents the newest. */
  get isOldestFirst(): boolean | undefined {
    return this.#isOldestFirst
  }

  /** Decides by the entries of one reading, in the server's order; `isKnown` says which were listed earlier. */
  decide(entries: readonly JobEvent[], isKnown: (event: JobEvent) => boolean): void {
    if (this.#isOldestFirst !== undefined) return
    let event: JobEvent | undefined
    for (const next of entries) {
      if (event)
        this.#votes += Math.sign(compareAge(event, next) || Number(isKnown(event)) - Number(isKnown(next)))
      event = next
    }
    if (this.#votes !== 0) this.#isOldestFirst = this.#votes > 0
  }

  /** Sorts events that are in the server's order by time; those of the same second keep the order of the list. */
  sort(events: readonly JobEvent[]): JobEvent[] {
    const ordered = this.#isOldestFirst ? [...events] : events.toReversed()
    const isDated = ordered.every((event) => event.createdAt !== undefined)
    return isDated ? ordered.sort((a, b) => Number(a.createdAt) - Number(b.createdAt)) : ordered
  }
}

/** Returns a positive number if `next` is younger by its time or, in the same second, by its step; 0 if neither shows it. */
function compareAge(event: JobEvent, next: JobEvent): number {
  // The difference is NaN where a time or a step is not known.
  return Number(next.createdAt) - Number(event.createdAt) || readStep(next) - readStep(event) || 0
}

function readStep({ data }: JobEvent): number {
  const { step }: { step?: unknown } = Object(data)
  return typeof step === 'number' ? step : Number.NaN
}
