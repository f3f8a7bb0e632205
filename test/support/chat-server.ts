import { evaluate } from '../../src/actions/evaluate.ts'
import { fakeApi, type RecordedRequest, response } from './fake-api.ts'
import type { GitHub } from './github.ts'
import { runAction, type Scenario } from './run-action.ts'

/** One request for an answer, as a model receives it. */
export interface ReceivedChat {
  model: string
  messages: { role: string; content: unknown }[]
  [field: string]: unknown
}

/** What a fake model answers: its text, a message with its end, or a whole response. */
export type FakeAnswer = string | { content?: string | null; [field: string]: unknown } | Response

/** Returns test data whose prompts are `q0`, `q1`, … and whose references are `a0`, `a1`, …. */
export const testData = (n: number, fields: (i: number) => object = () => ({})): string =>
  Array.from({ length: n }, (_, i) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `q${i}` },
        { role: 'assistant', content: `a${i}` },
      ],
      ...fields(i),
    }),
  ).join('\n')

/** Returns the number in the last message of a request for `testData`. */
export const questionNumber = ({ messages }: ReceivedChat): number =>
  Number(/\d+/.exec(String(messages.at(-1)?.content))?.[0] ?? Number.NaN)

/** Runs `evaluate` in process against models that a function answers for; returns what it did and what was requested. */
export async function runEvaluation(
  answer: (chat: ReceivedChat, request: RecordedRequest) => FakeAnswer | Promise<FakeAnswer>,
  { inputs, github, ...scenario }: Scenario & { github?: Pick<GitHub, 'url' | 'fetch'> } = {},
) {
  const chats: ReceivedChat[] = []
  const hosts = new Set<string>()
  const { fetch } = fakeApi({
    'POST /chat/completions': async (request) => {
      const chat: ReceivedChat = JSON.parse(request.body)
      chats.push(chat)
      return toResponse(await answer(chat, request))
    },
  })
  const run = await runAction({
    action: evaluate,
    fetch: (url, request) => {
      if (github && url.startsWith(github.url)) return github.fetch(url, request)
      const { model } = JSON.parse(String(request.body))
      hosts.add(`${model} at ${new URL(url).host}`)
      return fetch(url, request)
    },
    files: { 'test.jsonl': testData(20) },
    ...scenario,
    inputs: { 'test-file': 'test.jsonl', model: 'candidate', ...inputs },
  })
  return { ...run, chats, hosts: [...hosts].sort() }
}

function toResponse(answer: FakeAnswer): unknown {
  if (answer instanceof Response) return answer
  const { finish_reason = 'stop', ...message } = typeof answer === 'string' ? { content: answer } : answer
  return {
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason }],
    usage: { prompt_tokens: 10, completion_tokens: 5 },
  }
}

/** Returns a refusal of the API. */
export const refusal = (
  status: number,
  fields: { code?: string; param?: string; message?: string },
  headers = {},
) =>
  response(
    status,
    JSON.stringify({ error: { type: 'x', message: 'refused', ...fields } }),
    headers,
  ) as Promise<Response>
