import type { z } from 'zod'
import type { Audience, Runner } from '../dependencies.ts'
import { ActionError, getMessageWithHint, rethrowUnexpected } from '../errors.ts'
import { closestMatch } from '../suggest.ts'
import { findAuthenticationProblems } from './connection-inputs.ts'
import { findDeployProblems } from './deploy-inputs.ts'
import { safeParseEvaluationRequirements, usesBaseline } from './evaluation-gate.ts'
import { stringMap } from './fields.ts'
import { comparesWithOtherJobs, safeParseRequirements } from './quality-gate.ts'
import { listSecrets } from './secrets.ts'

type InputSource = Pick<Runner, 'inputs' | 'setSecret' | 'isCommandLine'>

/** What one input requires of another, checked for each action that has the input. */
const CROSS_FIELD_CHECKS: Record<
  string,
  (inputs: ReadonlyMap<string, string>, audience: Audience) => Promise<string[]> | string[]
> = {
  'auth-scheme': findAuthenticationProblems,
  'azure-token': findDeployProblems,
  baseline: findBaselineProblems,
  'test-file': findEvaluateProblems,
}

/**
 * Parses the inputs of an action, or returns all problems, one line each. Masks the secrets first. Without `known`, the
 * names of the inputs are those of the schema; another name that is close to one of them is a problem.
 */
export async function parseInputs<Schema extends z.ZodObject>(
  schema: Schema,
  runner: InputSource,
  known: readonly string[] = Object.keys(schema.shape),
): Promise<{ inputs: z.output<Schema> } | { problems: string[] }> {
  const { inputs } = runner
  // Before everything else, so that no message about another input can contain a secret.
  for (const secret of await listSecrets(inputs)) runner.setSecret(secret)
  const parsed = await schema.safeParseAsync(Object.fromEntries(inputs))
  const problems = findTypos([...inputs.keys()], known)
  for (const [name, findProblems] of Object.entries(CROSS_FIELD_CHECKS))
    if (name in schema.shape) problems.push(...(await findProblems(inputs, runner)))
  for (const { path, message } of parsed.error?.issues ?? [])
    problems.push(`input "${path.join('.')}": ${message}`)
  return parsed.success && problems.length === 0 ? { inputs: parsed.data } : { problems }
}

/** Parses the inputs of an action; throws an ActionError that lists all problems. */
export async function parseInputsOrThrow<Schema extends z.ZodObject>(
  schema: Schema,
  runner: InputSource,
  known?: readonly string[],
): Promise<z.output<Schema>> {
  const parsed = await parseInputs(schema, runner, known)
  if ('problems' in parsed) throw new ActionError(parsed.problems.join('\n'))
  return parsed.inputs
}

/** Runs work whose expected failure is one more problem of the input that `label` names; then returns nothing. */
export type CollectProblem = <T>(label: string, work: () => Promise<T>) => Promise<T | undefined>

/** Returns a function that adds each expected failure of its work to `problems`. */
export function createFailureCollector(problems: string[], signal: AbortSignal): CollectProblem {
  return async (label, work) => {
    try {
      return await work()
    } catch (error) {
      rethrowUnexpected(error, signal)
      problems.push(`${label}: ${getMessageWithHint(error)}`)
      return undefined
    }
  }
}

/** The runner only warns about unknown inputs, but `max-cots` must not mean "no limit". */
function findTypos(names: string[], known: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (known.includes(name) || name.length < 6) return []
    const match = closestMatch(name, known)
    return match ? [`input "${name}": is not an input of this action (did you mean "${match}"?)`] : []
  })
}

async function findBaselineProblems(inputs: ReadonlyMap<string, string>): Promise<string[]> {
  const require = safeParseRequirements(inputs.get('require') ?? '')
  if ('problems' in require || !comparesWithOtherJobs(require.value)) return []
  // A map with a problem is reported as such.
  const baseline = await stringMap.safeParseAsync(inputs.get('baseline'))
  return baseline.success && Object.keys(baseline.data).length === 0
    ? ['input "require": compares with other jobs; set "baseline" to select them']
    : []
}

function findEvaluateProblems(inputs: ReadonlyMap<string, string>): string[] {
  if (inputs.has('baseline-model')) return []
  const parsed = safeParseEvaluationRequirements(inputs.get('require') ?? '')
  const comparesWithBaseline = 'value' in parsed && parsed.value.some(usesBaseline)
  return [
    ...(comparesWithBaseline ? ['input "require": compares with the baseline; set "baseline-model"'] : []),
    ...(inputs.has('baseline-base-url') ? ['input "baseline-base-url": needs "baseline-model"'] : []),
  ]
}
