import { type ApiResponse, jsonBody, type RawResponse } from './http.ts'

/** The routes that can answer something else, by their name. */
const ROUTES: Readonly<Record<string, readonly [method: string, path: RegExp]>> = {
  upload: ['POST', /^\/files$/],
  files: ['GET', /^\/files$/],
  content: ['GET', /^\/files\/[^/]+\/content$/],
  parts: ['POST', /^\/uploads/],
  create: ['POST', /^\/fine_tuning\/jobs$/],
  jobs: ['GET', /^\/fine_tuning\/jobs$/],
  job: ['GET', /^\/fine_tuning\/jobs\/[^/]+$/],
  cancel: ['POST', /^\/fine_tuning\/jobs\/[^/]+\/cancel$/],
  pause: ['POST', /^\/fine_tuning\/jobs\/[^/]+\/pause$/],
  resume: ['POST', /^\/fine_tuning\/jobs\/[^/]+\/resume$/],
  events: ['GET', /^\/fine_tuning\/jobs\/[^/]+\/events$/],
  checkpoints: ['GET', /^\/fine_tuning\/jobs\/[^/]+\/checkpoints$/],
  models: ['GET', /^\/models\/[^/]+$/],
}

/** Returns the answer that `routes` has for a request, as text; undefined if the route is as it should be. */
export function findRouteAnswer(
  routes: Readonly<Record<string, string>> = {},
  method: string,
  path: string,
): string | undefined {
  for (const [name, answer] of Object.entries(routes)) {
    const route = ROUTES[name]
    if (!route)
      throw new Error(`the sandbox has no route "${name}"; known are ${Object.keys(ROUTES).join(', ')}`)
    if (route[0] === method && route[1].test(path)) return answer
  }
  return undefined
}

const JSON_ANSWERS: Readonly<Record<string, unknown>> = {
  null: null,
  object: {},
  array: [],
  string: 'not available',
  success: { success: true },
  'no-data': { object: 'list', has_more: false },
  'null-data': { object: 'list', data: null, has_more: false },
}

/**
 * Returns the response that a text stands for. A refusal is a status and a body, as in a fault (`404`, `404:detail`,
 * `501:page`); other answers have a name (`stream`, `no-content`, `object`).
 */
export function parseRouteAnswer(
  text: string,
): ApiResponse | { readonly refusal: number; readonly body: string } {
  const [, status, body = 'api'] = /^(\d{3})(?::([a-z]+))?$/.exec(text) ?? []
  if (status !== undefined) return { refusal: Number(status), body }
  if (text in JSON_ANSWERS) return jsonBody(200, JSON_ANSWERS[text])
  const other = OTHER_ANSWERS[text]
  if (!other) throw new Error(`the sandbox has no answer "${text}" for a route`)
  return other
}

const OTHER_ANSWERS: Readonly<Record<string, RawResponse>> = {
  'no-content': { status: 204, headers: {}, body: '' },
  empty: { status: 200, headers: {}, body: '' },
  text: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'not available' },
  html: {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Not available</body></html>',
  },
  /** Server-sent events, as fakeai sends them. */
  stream: {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: 'data: {"object": "fine_tuning.job.event", "message": "Fine-tuning job started"}\n\ndata: [DONE]\n\n',
  },
}
