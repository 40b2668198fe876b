import * as z from 'zod/mini'

type Issue = z.core.$ZodRawIssue

/** Says what is wrong with a value in the words that the server would use for the same rule. */
function sentenceFor(issue: Issue): string {
  if (issue.input === undefined || issue.input === null || issue.input === '') return 'This is required.'
  if (issue.code === 'too_small' && typeof issue.input === 'string') {
    return `Use at least ${issue.minimum} characters.`
  }
  if (issue.code === 'too_big' && typeof issue.input === 'string') {
    return `Use at most ${issue.maximum} characters.`
  }
  if (issue.code === 'invalid_format' && issue.format === 'email')
    return 'This is not a complete e-mail address.'
  return 'This is not valid.'
}

// Without `jitless`, zod probes for `eval`, which a content security policy reports as a violation.
z.config({ customError: sentenceFor, jitless: true })
