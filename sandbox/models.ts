import { ApiError } from './api-error.ts'
import { type JobRecord, listCheckpoints } from './job.ts'
import type { StoreOptions } from './options.ts'
import { toUnixSeconds } from './wire.ts'

/** A base model that can be fine-tuned. */
interface BaseModel {
  readonly id: string
  readonly alias?: string
  readonly created: number
  readonly shutdown: string | null
}

/**
 * The base models of the API with their shutdown dates. o4-mini is past its date and stays here because it is the only
 * one that can be trained by reinforcement.
 */
const BASE_MODELS: readonly BaseModel[] = [
  { id: 'gpt-4.1-2025-04-14', alias: 'gpt-4.1', created: 1744315746, shutdown: '2027-01-14' },
  { id: 'gpt-4.1-mini-2025-04-14', alias: 'gpt-4.1-mini', created: 1744317547, shutdown: '2027-01-14' },
  { id: 'gpt-4o-2024-08-06', alias: 'gpt-4o', created: 1722814719, shutdown: '2027-01-14' },
  { id: 'gpt-4o-mini-2024-07-18', alias: 'gpt-4o-mini', created: 1721172717, shutdown: '2027-01-14' },
  { id: 'o4-mini-2025-04-16', alias: 'o4-mini', created: 1744133506, shutdown: '2026-10-23' },
]

/** The models on the server: base models and fine-tuned models. */
export class Models {
  readonly #options: StoreOptions
  readonly #extraModels: readonly string[]
  readonly #jobs: () => readonly JobRecord[]
  readonly #deleted = new Set<string>()

  constructor(options: StoreOptions, jobs: () => readonly JobRecord[]) {
    this.#options = options
    this.#extraModels = options.models ?? []
    this.#jobs = jobs
  }

  /** `GET /models`: base models first, then fine-tuned ones. */
  list() {
    const base = [...this.#base(), ...this.#extraModels.map((id) => ({ id, created: 0, shutdown: null }))]
    const trained = this.#jobs().flatMap((record) => {
      const names = listCheckpoints(record).map((checkpoint) => checkpoint.fine_tuned_model_checkpoint)
      const created = record.wire.finished_at ?? toUnixSeconds(record.lastAt)
      return [...new Set([record.wire.fine_tuned_model ?? [], names].flat())].map((name) => ({
        id: name,
        created,
      }))
    })
    return [
      ...base.map(({ id, created, shutdown }) => ({
        id,
        object: 'model',
        created,
        owned_by: 'system',
        ...(this.#options.dialect.shutdownDates && { shutdown_date: shutdown }),
      })),
      ...trained
        .filter(({ id }) => !this.#deleted.has(id))
        .map((model) => ({ ...model, object: 'model', owned_by: 'org-sandbox' })),
    ]
  }

  /** `GET /models/{name}`, also by alias. */
  retrieve(name: string) {
    const model = this.#find(name)
    const { hideModels } = this.#options
    if (hideModels === 'all' || (hideModels === 'trained' && model.owned_by !== 'system'))
      throw noSuchModel(name)
    return model
  }

  #base(): readonly BaseModel[] {
    const { models } = this.#options.dialect
    return models?.map((id) => ({ id, created: 0, shutdown: null })) ?? BASE_MODELS
  }

  #find(name: string) {
    const id = this.#base().find(({ alias }) => alias === name)?.id ?? name
    const model = this.list().find((one) => one.id === id)
    if (!model) throw noSuchModel(name)
    return { ...model, id: name }
  }

  /** `DELETE /models/{name}`. */
  delete(name: string) {
    if (this.#find(name).owned_by === 'system') {
      throw new ApiError(403, `The model '${name}' cannot be deleted because you do not own it.`)
    }
    this.#deleted.add(name)
    return { id: name, object: 'model', deleted: true }
  }

  /** Returns whether a model has this name or alias. */
  has(name: string): boolean {
    return [...this.#base(), ...this.list()].some(
      (model) => model.id === name || ('alias' in model && model.alias === name),
    )
  }

  /** Returns the snapshot of a name and the base with which the new model's name begins; throws if it cannot be trained. */
  resolveTrainable(name: string): { readonly model: string; readonly base: string } {
    const known = this.#base().find(({ id, alias }) => id === name || alias === name)
    if (known) return { model: known.id, base: known.id }
    if (this.#extraModels.includes(name)) return { model: name, base: name }
    const trained = this.list().some(({ id }) => id === name)
    if (!trained) {
      const message = `Model ${name} is not available for fine-tuning or does not exist.`
      throw new ApiError(400, message, { code: 'model_not_available' })
    }
    const base = name.startsWith('ft:') ? name.split(':')[1] : name.split('.ft-')[0]
    return { model: name, base: base ?? name }
  }
}

function noSuchModel(name: string): ApiError {
  return new ApiError(404, `The model '${name}' does not exist`, { param: 'model', code: 'model_not_found' })
}
