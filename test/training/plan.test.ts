import { describe, expect, it } from 'vitest'
import { check } from '../../src/actions/check.ts'
import { runAction } from '../support/run-action.ts'

describe('the results of a check', () => {
  const inputs = { 'training-file': 'train.jsonl', model: 'gpt-4.1-mini-2025-04-14' }

  it.each<[string, boolean, Record<string, string>, boolean]>([
    ['in a workflow', false, {}, true],
    ['on a command line that names a folder', true, { 'results-dir': 'out' }, true],
    ['not on a command line that names none', true, {}, false],
  ])('are written %s', async (_, isCommandLine, given, isWritten) => {
    const { failures, outputs, files } = await runAction({
      action: check,
      isCommandLine,
      inputs: { ...inputs, ...given },
    })
    const written = Object.keys(files).length > 0
    expect([failures, 'results-dir' in outputs, written]).toEqual([[], isWritten, isWritten])
  })
})

describe('a folder for the results that cannot be made', () => {
  it.each([
    ['a file is in its place', { out: 'x' }],
    ['a file is in the place of a folder above it', { 'out/a': 'x' }],
  ])('fails the step before any request: %s', async (_, files) => {
    const { failures, sent } = await runAction({ files, inputs: { 'results-dir': 'out/a/b' } })
    expect(failures).toEqual([expect.stringContaining('input "results-dir": ')])
    expect(sent).toEqual([])
  })
})
