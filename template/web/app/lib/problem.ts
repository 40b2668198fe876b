export type ProblemDetail = {
  field: string | null
  message: string
}

/** A call to the API that failed. `status` is 0 when no answer came at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly details: ProblemDetail[]
  readonly requestId: string | null
  /** How long the server asks to wait before the next attempt. */
  readonly retryAfterSeconds: number | null

  constructor(problem: {
    status: number
    code: string
    message: string
    details?: ProblemDetail[]
    requestId?: string | null
    retryAfterSeconds?: number | null
  }) {
    super(problem.message)
    this.status = problem.status
    this.code = problem.code
    this.details = problem.details ?? []
    this.requestId = problem.requestId ?? null
    this.retryAfterSeconds = problem.retryAfterSeconds ?? null
  }
}

export function unreachableProblem(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'unreachable',
    message: 'The server did not answer. Check your connection and try again.',
  })
}

/** Reads the API's error envelope; an answer without one (a proxy's page, say) still becomes a readable problem. */
export async function problemFromResponse(response: Response): Promise<ApiProblem> {
  const envelope: unknown = await response.json().catch(() => null)
  if (isEnvelope(envelope)) {
    return new ApiProblem({
      status: response.status,
      code: envelope.code,
      message: envelope.message,
      details: envelope.details,
      requestId: envelope.request_id,
      retryAfterSeconds: retryAfterOf(response),
    })
  }
  return new ApiProblem({
    status: response.status,
    code: 'unexpected_answer',
    retryAfterSeconds: retryAfterOf(response),
    message: 'The server gave an answer that this page does not understand. Try again in a moment.',
  })
}

export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ApiProblem && error.status === status
}

/** What has to happen before the same call can succeed. */
export type Remedy =
  /** Another person's leave, another address, other words: trying again is of no use. */
  | 'none'
  /** Somebody has to look at the newer state first. */
  | 'reload'
  /** Time has to pass; the server may have said how much. */
  | 'time'
  /** Nobody foresaw this. It may pass, and those who run the product can find it by the request's id. */
  | 'report'

export function remedyOf(error: unknown): Remedy {
  if (!(error instanceof ApiProblem)) return 'report'
  if (error.status === 409) return 'reload'
  if ([0, 429, 502, 503, 504].includes(error.status)) return 'time'
  return error.status >= 500 ? 'report' : 'none'
}

/** What to say to the person in front of the screen: what is wrong, how long to wait, what to quote. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'Something unexpected happened. Try again in a moment.'
  const { message, retryAfterSeconds, requestId } = error
  if (error.status === 429 && retryAfterSeconds) {
    return `${message} Try again in ${durationOf(retryAfterSeconds)}.`
  }
  if (remedyOf(error) === 'report' && requestId) {
    return `${message} If it happens again, quote “${requestId}” when you tell us.`
  }
  return message
}

function durationOf(seconds: number): string {
  const [count, unit] = seconds < 100 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** `Retry-After` is a number of seconds or a date. */
function retryAfterOf(response: Response): number | null {
  const header = response.headers.get('Retry-After')
  if (!header) return null
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null
}

type Envelope = { code: string; message: string; details: ProblemDetail[]; request_id: string }

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false
  const { code, message, details } = value as Partial<Envelope>
  return typeof code === 'string' && typeof message === 'string' && Array.isArray(details)
}
