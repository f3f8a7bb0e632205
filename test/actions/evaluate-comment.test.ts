import { describe, expect, it } from 'vitest'
import { questionNumber, refusal, runEvaluation } from '../support/chat-server.ts'
import { startGitHub } from '../support/github.ts'

describe('the comment of an evaluation', () => {
  it('shows the result, also without a summary, and then the failure of a later step', async () => {
    const github = await startGitHub()
    const run = (answer: Parameters<typeof runEvaluation>[0]) =>
      runEvaluation(answer, {
        inputs: { comment: 'true', 'github-token': 'ghs_1234567890', summary: 'false' },
        context: { apiUrl: github.url, pullRequest: { number: 7 } },
        github,
      })
    const { summary, failures } = await run((chat) =>
      questionNumber(chat) < 5 ? 'wrong' : `a${questionNumber(chat)}`,
    )
    expect([summary, failures, github.comments.length]).toEqual(['', [], 1])
    expect(github.comments[0]?.body).toContain('### ✅ Evaluation: score 0.75 on 20 examples')
    const later = await run(() =>
      refusal(401, { message: 'Incorrect API key provided: sk-test-1234567890.' }),
    )
    expect([later.failures.length, github.comments.length]).toEqual([1, 1])
    expect(github.comments[0]?.body).toContain('### ❌ Evaluation: failed')
    expect(github.comments[0]?.body).not.toContain('sk-test-1234567890')
  })

  it('is not written without a token, with a warning', async () => {
    const github = await startGitHub()
    const { annotations, outputs } = await runEvaluation((chat) => `a${questionNumber(chat)}`, {
      inputs: { comment: 'true' },
      context: { apiUrl: github.url, pullRequest: { number: 7 } },
      github,
    })
    expect([github.requests, outputs.score]).toEqual([[], '1'])
    expect(annotations).toEqual([
      {
        level: 'warning',
        text: 'The comment on the pull request was not written: input "github-token" is empty',
      },
    ])
  })
})
