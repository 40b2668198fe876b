import { lazy, Suspense } from 'react'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import { turnOnTwoFactor } from '~/generated/sdk.gen'
import type { SetUp } from '~/generated/types.gen'
import { zTurnOnTwoFactorBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'

// Drawn here, so that the secret is told to nobody; fetched by those alone who want one.
const QrCode = lazy(async () => ({ default: (await import('qrcode.react')).QRCodeSVG }))

type TwoFactorSetUpProps = {
  setUp: SetUp
  onCancel: () => void
  onTurnedOn: (codes: string[]) => unknown
}

/** The secret as a picture and as text, and the first code, which shows that the app has it. */
export function TwoFactorSetUp({ setUp, onCancel, onTurnedOn }: TwoFactorSetUpProps) {
  const { confirmed, dialog } = useConfirmation()
  const form = useServerForm(zTurnOnTwoFactorBody, {
    defaultValues: { code: '' },
    submit: async (body) => {
      const { data } = await confirmed(() => turnOnTwoFactor({ body, throwOnError: true }))
      await onTurnedOn(data.codes)
    },
  })
  return (
    <>
      <div className="grid justify-items-center gap-4 text-sm">
        <Suspense fallback={<Skeleton className="size-44" />}>
          {/* White in the dark too: cameras want dark on light. */}
          <QrCode
            value={setUp.address}
            size={176}
            marginSize={4}
            title="QR code for the authenticator app"
            className="rounded-lg border bg-white"
          />
        </Suspense>
        <p className="text-pretty text-muted-foreground">
          Read the picture with the app. On this telephone already?{' '}
          <a
            href={setUp.address}
            className="rounded-sm font-medium text-primary underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
          >
            Open the app
          </a>
          , or type in this key:
        </p>
        <p className="w-44 text-center font-mono font-medium select-all">{setUp.secret}</p>
      </div>
      <Form
        form={form}
        submitLabel="Turn on"
        variant="dialog"
        className="mt-5"
        actions={
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
        }
      >
        <TextField
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          hint="The six digits that the app shows now."
          {...form.field('code')}
        />
      </Form>
      {dialog}
    </>
  )
}
