import type { Problem } from '~/generated/types.gen'

type Call = {
  method: string
  url: URL
  /** The JSON that was sent, or the text of anything else; undefined without a body. */
  body: unknown
}

type Handler = (call: Call) => Response | Promise<Response>

/** Handlers by method and path, like `GET /api/accounts/me`. */
type Handlers = Record<string, Handler>

const handlers = new Map<string, Handler>()
const unexpected: string[] = []

/** Answers calls to the API in this test. A call that nobody answers fails the test. */
export function answer(wanted: Handlers): void {
  for (const [call, handler] of Object.entries(wanted)) handlers.set(call, handler)
}

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status })
}

/** The API's error envelope. */
export function problem(
  status: number,
  code: string,
  message: string,
  details: Problem['details'] = [],
  headers: HeadersInit = {},
): Response {
  const envelope = { code, message, details, request_id: 'request-of-a-test' }
  return Response.json(envelope, { status, headers })
}

export const notSignedIn: Handler = () => problem(401, 'not_signed_in', 'You are not signed in.')

/** A call that never comes back. */
export const pending: Handler = () => new Promise(() => {})

/** Stands in for the browser's `fetch`. */
export async function answerFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const url = new URL(request.url)
  const handler = handlers.get(`${request.method} ${url.pathname}`)
  if (url.origin !== window.location.origin || !handler) return refuse(`${request.method} ${request.url}`)
  const text = await request.text()
  const isJson = request.headers.get('Content-Type') === 'application/json'
  return handler({ method: request.method, url, body: isJson && text ? JSON.parse(text) : text || undefined })
}

/** Records an attempt to reach the network, and fails it. */
export function refuse(attempt: string): never {
  unexpected.push(attempt)
  throw new TypeError(`The network is shut off in tests: ${attempt}`)
}

/** Forgets the handlers. Throws when the test tried to reach something that it did not provide for. */
export function closeServer(): void {
  handlers.clear()
  const attempts = unexpected.splice(0)
  if (attempts.length > 0) throw new Error(`The network is shut off in tests: ${attempts.join(', ')}`)
}
