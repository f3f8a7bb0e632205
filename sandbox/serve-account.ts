import type { Management, ManagementRequest } from './azure-management.ts'
import type { RawResponse } from './http.ts'

/**
 * Serves a request to an Azure account: Resource Manager's own, and completions, whose `model` is the name of a deployment.
 * `serveApi` serves everything else, and completions with the model that is deployed under the name.
 */
export async function serveAccount(
  management: Management,
  request: ManagementRequest,
  serveApi: (text: string) => Promise<RawResponse>,
): Promise<RawResponse> {
  const managed = management.manage(request)
  if (managed) return managed
  if (!request.path.endsWith('/chat/completions')) return serveApi(request.text)
  const served = management.serve(request)
  if ('status' in served) return served
  return serveApi(JSON.stringify({ ...JSON.parse(request.text), model: served.model }))
}
