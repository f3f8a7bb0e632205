import { z } from 'zod'

const Value = z.union([z.string(), z.number(), z.boolean()])
const On = z.object({
  workflow_call: z.object({
    inputs: z
      .record(z.string(), z.object({ required: z.boolean().default(false), default: Value.default('') }))
      .default({}),
    outputs: z.record(z.string(), z.object({ value: z.string() })).default({}),
  }),
})

/** Returns the expressions of the outputs that a workflow has for its caller; none if no workflow can call it. */
export function readCallOutputs(on: unknown): Record<string, string> {
  const outputs = On.safeParse(on).data?.workflow_call.outputs ?? {}
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]))
}

/** Returns the inputs of a call with their defaults; throws for an unknown and for a missing one, as GitHub does. */
export function readCallInputs(on: unknown, given: Readonly<Record<string, string>>): Record<string, string> {
  const { inputs } = On.parse(on).workflow_call
  for (const name of Object.keys(given))
    if (!Object.hasOwn(inputs, name)) throw new Error(`the called workflow has no input ${name}`)
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { required, default: fallback }]) => {
      if (required && !Object.hasOwn(given, name)) throw new Error(`the called workflow needs ${name}`)
      return [name, given[name] ?? `${fallback}`]
    }),
  )
}

const RANK: Readonly<Record<string, number>> = { none: 0, read: 1, write: 2 }

/** Throws if a job of a called workflow has a permission that the calling job has not, as GitHub does. */
export function assertPermitted(
  permissions: Readonly<Record<string, string>>,
  ofCaller: Readonly<Record<string, string>>,
): void {
  for (const [name, level] of Object.entries(permissions))
    if ((RANK[level] ?? 0) > (RANK[ofCaller[name] ?? 'none'] ?? 0))
      throw new Error(`the calling job does not permit ${name}: ${level}`)
}
