import { z } from 'zod'

/** A scalar of YAML. */
export const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Pairs = z.record(z.string(), Scalar)
const Permissions = z.record(z.string(), z.string())
/** Keys without effect here, because runs follow one another and no run is late. */
const IGNORED_KEYS = { name: z.string(), 'runs-on': z.string(), concurrency: z.unknown() }
const StepSchema = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: Scalar.optional(),
  uses: z.string().optional(),
  with: Pairs.default({}),
  run: z.string().optional(),
  env: Pairs.default({}),
})
/** A job of a workflow, as far as runs support it. */
export const Job = z
  .strictObject({
    needs: z.union([z.string(), z.array(z.string())]).default([]),
    if: Scalar.optional(),
    environment: z
      .union([
        z.string(),
        z.strictObject({ name: z.string(), url: z.string() }).transform(({ name }) => name),
      ])
      .default(''),
    permissions: Permissions.optional(),
    strategy: z
      .strictObject({
        matrix: z.record(z.string(), z.union([z.string(), z.array(Scalar)])),
        'fail-fast': z.boolean().default(true),
        'max-parallel': z.number(),
      })
      .partial({ 'max-parallel': true })
      .optional(),
    outputs: z.record(z.string(), z.string()).default({}),
    env: Pairs.default({}),
    steps: z.array(StepSchema).default([]),
    uses: z.string().optional(),
    with: Pairs.default({}),
    secrets: z.record(z.string(), z.string()).default({}),
    'timeout-minutes': z.number(),
    ...IGNORED_KEYS,
  })
  .partial({ 'timeout-minutes': true, name: true, 'runs-on': true, concurrency: true })
export type Job = z.infer<typeof Job>
/** A workflow. Strict, because an unknown key would silently have no effect. */
export const Workflow = z
  .strictObject({
    on: z.unknown(),
    permissions: Permissions.default({ contents: 'read' }),
    jobs: z.record(z.string(), Job),
    ...IGNORED_KEYS,
  })
  .omit({ 'runs-on': true })
  .partial({ name: true, concurrency: true })
export type Workflow = z.infer<typeof Workflow>
