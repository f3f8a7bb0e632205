import type { CompletionOptions } from './completions.ts'
import type { Dialect } from './dialect.ts'
import type { DialectName } from './dialects.ts'
import type { Transition } from './job.ts'
import type { Timing } from './lifecycle.ts'
import type { Quirks } from './quirks.ts'

/**
 * What advances jobs: the clock, with these times; each poll (one transition per retrieved job, and per listing of
 * events once the job has ended); or only a call of `advance`.
 */
export type Advance = Timing | 'poll' | 'manual'

/** What kind of server the sandbox is. */
export interface ApiOptions extends Quirks {
  /** OpenAI's, if absent. */
  readonly dialect?: DialectName
  /** The key that is accepted; a random one, if absent. */
  readonly key?: string
  /** Bearer tokens that are accepted besides the key. */
  readonly accepts?: (token: string) => boolean
  /** The time in Unix milliseconds. */
  readonly now?: () => number
  readonly advance?: Advance
  /** The plans of the first, second, … job that is created, instead of the usual one. */
  readonly scripts?: readonly (readonly Transition[])[]
  /** About how many steps of a training have events. */
  readonly maxSteps?: number
  /** Further base models. */
  readonly models?: readonly string[]
  /** How the models answer. */
  readonly completions?: CompletionOptions
  /** How many bytes of each file are stored; all of them are hashed and counted. */
  readonly contentLimit?: number
}

/** The options with which the API creates its stores. */
export interface StoreOptions extends Omit<ApiOptions, 'dialect'> {
  readonly dialect: Dialect
  readonly now: () => number
  readonly advance: Advance
}
