import { describe, expect, it } from 'vitest'
import { commentMarker, evaluationMarker } from '../../src/github/comment-marker.ts'

describe('the marker of a comment', () => {
  const full = {
    model: 'm',
    training: { patterns: 'a.jsonl\nb.jsonl' },
    validation: { patterns: 'v.jsonl' },
    method: { type: 'dpo', hyperparameters: { beta: 0.1, n_epochs: 2 } },
    suffix: 's',
  } as const

  it.each<[string, Parameters<typeof commentMarker>[0]]>([
    ['other white space around the paths', { ...full, training: { patterns: '  a.jsonl \n b.jsonl' } }],
    [
      'another order of hyperparameters',
      { ...full, method: { type: 'dpo', hyperparameters: { n_epochs: 2, beta: 0.1 } } },
    ],
  ])('stays the same with %s', (_, job) => {
    expect(commentMarker(job)).toBe(commentMarker(full))
  })

  it.each<[string, Parameters<typeof commentMarker>[0]]>([
    ['model', { ...full, model: 'n' }],
    ['training data', { ...full, training: { patterns: 'a.jsonl' } }],
    ['job file that names the data', { ...full, training: { ...full.training, relativeTo: 'job.yaml' } }],
    ['validation data', { ...full, validation: { patterns: 'w.jsonl' } }],
    ['method', { ...full, method: { type: 'supervised', hyperparameters: { n_epochs: 2 } } }],
    ['hyperparameters', { ...full, method: { type: 'dpo', hyperparameters: { beta: 0.2, n_epochs: 2 } } }],
    ['suffix', { ...full, suffix: 't' }],
    ['job', { jobId: 'ftjob-1' }],
  ])('changes with the %s', (_, job) => {
    expect(commentMarker(job)).not.toBe(commentMarker(full))
  })

  it('reveals none of its inputs, and none of them can end it early', () => {
    expect(commentMarker({ ...full, suffix: '--> @octocat' })).toMatch(
      /^<!-- openai-fine-tune [0-9a-f]{32} -->$/,
    )
  })
})

describe('the marker of the comment of an evaluation', () => {
  const full = { testFile: 'a.jsonl\nb.jsonl', baselineModel: 'base', grader: 'type: x\nname: y' }

  it('stays the same with other white space around the lines', () => {
    const spaced = { ...full, testFile: '  a.jsonl \n b.jsonl', grader: 'type: x \n  name: y' }
    expect(evaluationMarker(spaced)).toBe(evaluationMarker(full))
  })

  it.each([
    ['test data', { ...full, testFile: 'a.jsonl' }],
    ['baseline', { ...full, baselineModel: undefined }],
    ['grader', { ...full, grader: 'type: z' }],
    ['lack of a grader', { ...full, grader: undefined }],
  ])('changes with the %s', (_, evaluation) => {
    expect(evaluationMarker(evaluation)).not.toBe(evaluationMarker(full))
  })
})
