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

  constructor(problem: {
    status: number
    code: string
    message: string
    details?: ProblemDetail[]
    requestId?: string | null
  }) {
    super(problem.message)
    this.status = problem.status
    this.code = problem.code
    this.details = problem.details ?? []
    this.requestId = problem.requestId ?? null
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
    })
  }
  return new ApiProblem({
    status: response.status,
    code: 'unexpected_answer',
    message: 'The server gave an answer that this page does not understand. Try again in a moment.',
  })
}

export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ApiProblem && error.status === status
}

/** A sentence for the person in front of the screen. */
export function messageOf(error: unknown): string {
  return error instanceof ApiProblem ? error.message : 'Something unexpected happened. Try again in a moment.'
}

type Envelope = { code: string; message: string; details: ProblemDetail[]; request_id: string }

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false
  const { code, message, details } = value as Partial<Envelope>
  return typeof code === 'string' && typeof message === 'string' && Array.isArray(details)
}
