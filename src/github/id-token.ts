import { z } from 'zod'
import type { Dependencies } from '../dependencies.ts'
import { IdTokenDeniedError } from '../errors.ts'
import { decodeResponse, isSuccess, sendRequest } from '../http/request.ts'

const TokenBody = z.looseObject({ value: z.string().min(1) })

/**
 * Requests the OIDC token of this job from the address that the runner names (GitHub docs, OpenID Connect reference). The
 * toolkit would follow a redirect, and send the credential of the runner along. Rejects with an IdTokenDeniedError when the
 * job has no permission, and with a ConnectionError or another Error when GitHub does not give one.
 */
export async function requestIdToken(
  env: NodeJS.ProcessEnv,
  audience: string | undefined,
  { fetch, clock }: Pick<Dependencies, 'fetch' | 'clock'>,
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env
  if (!address || !token) throw new IdTokenDeniedError('the runner names no address of OIDC tokens')
  const url = audience === undefined ? address : `${address}&audience=${encodeURIComponent(audience)}`
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'user-agent': 'actions/oidc-client',
  }
  const request = { method: 'GET', headers }
  const response = await sendRequest(fetch, clock, { description: 'the request', url, request })
  if ([401, 403].includes(response.status)) throw new IdTokenDeniedError('the request was refused')
  if (!isSuccess(response)) throw new Error(`the request was refused (${response.status})`)
  return decodeResponse('the request', response, (body) => TokenBody.parse(body).value)
}
