import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'

import { Button } from '~/components/ui/button'
import { DialogButtons } from '~/components/ui/dialog-buttons'
import { Field } from '~/components/ui/field'
import { Input } from '~/components/ui/input'
import { showToast } from '~/lib/toasts'

type NewTokenProps = { token: string; onDone: () => void }

/** A key, for its owner to take along. */
export function NewToken({ token, onDone }: NewTokenProps) {
  const input = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)

  async function copy() {
    try {
      await navigator.clipboard.writeText(token)
      setCopied(true)
    } catch {
      input.current?.select()
      showToast('failure', 'Your browser does not let us copy. The key is marked: copy it by hand.')
    }
  }

  const Icon = copied ? Check : Copy
  return (
    <div className="grid gap-5">
      <Field
        label="Your key"
        hint="Copy it now and keep it as safe as a password: it is shown this once, and nobody can look it up."
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              ref={input}
              {...control}
              readOnly
              value={token}
              autoComplete="off"
              className="font-mono"
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
            <Button variant="secondary" className="h-11 md:h-10" onClick={() => void copy()}>
              <Icon aria-hidden />
              {copied ? 'Copied' : 'Copy'}
            </Button>
          </div>
        )}
      </Field>
      <p role="status" className="sr-only">
        {copied && 'The key is copied.'}
      </p>
      <DialogButtons>
        <Button onClick={onDone}>I have kept it</Button>
      </DialogButtons>
    </div>
  )
}
