const hidden = '[hidden]'
const secretName = /password|passwd|secret|token|cookie|authorization|api[_-]?key/i

const forms: [RegExp, string][] = [
  // Queries and fragments carry what people searched for and what opens doors.
  [/((?:https?:\/\/|^\/)[^\s?#"']*)[?#][^\s"']*/g, '$1'],
  [
    /([\w-]*(?:password|passwd|secret|token|cookie|authorization|api[_-]?key)[\w-]*["']?\s*[=:]\s*)("[^"\n]*"|'[^'\n]*'|(?:Bearer |Basic )?[^\s,;&)}\]]+)/gi,
    `$1${hidden}`,
  ],
  // A key with its kind in front, as many services make them: shop_live_…
  [/\b[a-z][a-z0-9-]*_(?:live|test|dev)_[0-9A-Za-z]{16,}/g, hidden],
  [/\b(Bearer|Basic) [\w.~+/=-]{8,}/gi, `$1 ${hidden}`],
  [/[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
]

/** The value without what its name, a name inside it or its form gives away as a secret. */
export function scrub<Value>(value: Value): Value {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing changes but texts
  return scrubAny(value) as Value
}

function scrubAny(value: unknown): unknown {
  if (typeof value === 'string') return forms.reduce((text, [form, rest]) => text.replace(form, rest), value)
  if (Array.isArray(value)) return value.map(scrubAny)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, secretName.test(name) ? hidden : scrubAny(held)]),
  )
}
