import { ExampleHasher } from '../dataset/example-hash.ts'
import { HashTable } from '../dataset/hash-table.ts'
import type { Dependencies, Workspace } from '../dependencies.ts'
import { isJsonObject, type JsonObject, tryParseJson } from '../json.ts'
import type { EvaluationPlan } from './evaluation-plan.ts'
import { splitPrompt } from './example.ts'
import { readLines } from './read-lines.ts'
import { type ExampleLocation, readSelected, type TestData } from './test-data.ts'

/** What the search for examples in the training data depends on. */
interface OverlapDependencies extends Pick<Dependencies, 'attemptId' | 'signal'> {
  workspace: Pick<Workspace, 'readBytes'>
}

/**
 * Returns where the evaluated examples are whose prompts are also in the training data: what a model has seen shows
 * nothing of how it answers what it has not.
 */
export async function findTrainingOverlap(
  plan: Pick<EvaluationPlan, 'testFiles' | 'trainingFiles' | 'grader'>,
  data: Pick<TestData, 'selected'>,
  { workspace, attemptId, signal }: OverlapDependencies,
): Promise<ExampleLocation[]> {
  if (plan.trainingFiles.length === 0) return []
  const hasher = new ExampleHasher(attemptId)
  const known = new HashTable()
  for await (const { text } of readLines(workspace, plan.trainingFiles)) {
    signal.throwIfAborted()
    const prompt = getTrainingPrompt(tryParseJson(text ?? ''))
    const hash = prompt && hasher.hashValue(prompt)
    if (hash) known.set(hash, 1)
  }
  const overlap: ExampleLocation[] = []
  for await (const { example, location } of readSelected(plan, data, { workspace })) {
    const hash = hasher.hashValue(example.prompt)
    if (hash && known.get(hash) !== 0) overlap.push(location)
  }
  return overlap
}

/** The messages before the answer that is trained on, without weights. */
function getTrainingPrompt(line: unknown): JsonObject[] | undefined {
  if (!isJsonObject(line)) return undefined
  const input = isJsonObject(line.input) ? line.input.messages : line.messages
  return splitPrompt(Array.isArray(input) ? input.filter(isJsonObject) : [], true).prompt
}
