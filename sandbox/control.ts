import type { IncomingMessage, ServerResponse } from 'node:http'
import { readText } from './http.ts'
import type { ServeContext } from './serve-request.ts'

/** Handles a request to `/__sandbox/`, by which tests control a sandbox in another process. */
export async function handleControl(
  request: IncomingMessage,
  response: ServerResponse,
  { api, faults, requests }: Pick<ServeContext, 'api' | 'faults' | 'requests'>,
): Promise<void> {
  const respond = (status: number, value: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
  const text = await readText(request)
  try {
    const advance = /^POST \/__sandbox\/jobs\/([^/]+)\/advance$/.exec(`${request.method} ${request.url}`)?.[1]
    if (advance) return respond(200, api.advance(advance, text === '' ? 1 : JSON.parse(text)).wire)
    switch (`${request.method} ${request.url}`) {
      case 'GET /__sandbox/requests':
        return respond(200, requests)
      case 'POST /__sandbox/faults':
        faults.add(JSON.parse(text))
        return respond(200, {})
      case 'DELETE /__sandbox/faults':
        faults.clear()
        return respond(200, {})
      default:
        return respond(404, { error: `the sandbox has no ${request.method} ${request.url}` })
    }
  } catch (error) {
    respond(400, { error: String(error) })
  }
}
