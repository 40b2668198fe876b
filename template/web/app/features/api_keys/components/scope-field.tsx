import { useId, type Ref } from 'react'

import { Skeleton } from '~/components/ui/skeleton'
import type { Scope } from '~/generated/types.gen'
import { messageOf } from '~/lib/problem'

type ScopeFieldProps = {
  /** What there is to choose from, once it is known. */
  scopes: Scope[] | undefined
  failure: unknown
  chosen: string[]
  onChange: (chosen: string[]) => void
  error: string | undefined
  /** Where the focus goes when something is wrong. */
  firstBox: Ref<HTMLInputElement>
}

/** What programs may do with a key. */
export function ScopeField({ scopes, failure, chosen, onChange, error, firstBox }: ScopeFieldProps) {
  const errorId = useId()
  return (
    <fieldset aria-invalid={Boolean(error)} aria-describedby={error && errorId}>
      <legend className="text-sm font-medium">Programs with this key may</legend>
      <div className="mt-2 grid gap-2">
        {scopes?.map((scope, index) => (
          <label key={scope.name} className="flex items-start gap-3 text-sm">
            <input
              ref={index === 0 ? firstBox : undefined}
              type="checkbox"
              checked={chosen.includes(scope.name)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(checked ? [...chosen, scope.name] : chosen.filter((each) => each !== scope.name))
              }
              className="mt-0.5 size-4.5 shrink-0 accent-primary outline-none focus-visible:ring-2 focus-visible:ring-ring"
            />
            <span>
              {scope.description} <code className="text-muted-foreground">{scope.name}</code>
            </span>
          </label>
        ))}
        {!scopes && !failure && <Skeleton className="h-12" />}
      </div>
      {Boolean(failure) && <p className="mt-2 text-sm text-destructive">{messageOf(failure)}</p>}
      {error && (
        <p id={errorId} className="mt-2 text-sm text-destructive">
          {error}
        </p>
      )}
    </fieldset>
  )
}
