import type { CreateClientConfig } from '~/generated/client.gen'
import { problemFromResponse, unreachableProblem } from '~/lib/problem'

async function fetchOrThrowProblem(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(input, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachableProblem()
  }
  if (!response.ok) throw await problemFromResponse(response)
  return response
}

/** The generated client calls this for its configuration. Every failed call throws an `ApiProblem`. */
export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: globalThis.location?.origin ?? '',
  fetch: fetchOrThrowProblem,
  throwOnError: true,
})
