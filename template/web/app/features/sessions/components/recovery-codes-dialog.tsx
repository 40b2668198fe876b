import { Copy, Download, Printer } from 'lucide-react'

import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import { DialogButtons } from '~/components/ui/dialog-buttons'
import { projectName } from '~/configuration/project'
import { showToast } from '~/lib/toasts'

type RecoveryCodesDialogProps = {
  /** Null while there are none to show. */
  codes: string[] | null
  onKept: () => void
}

/** Codes that are shown this once. It is left by its button alone: a slip of the hand would lose them. */
export function RecoveryCodesDialog({ codes, onKept }: RecoveryCodesDialogProps) {
  return (
    <Dialog
      open={codes !== null}
      onOpenChange={() => {}}
      title="Your recovery codes"
      description="Each of them lets you in once, without the app. Keep them where you find them when your telephone is lost. They are not shown again."
    >
      {codes && <RecoveryCodes codes={codes} onKept={onKept} />}
    </Dialog>
  )
}

function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const text = `${projectName}: recovery codes\n\n${codes.join('\n')}\n`

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      showToast('success', 'The codes are copied.')
    } catch {
      showToast('failure', 'The browser did not let them be copied. Mark them, and copy them by hand.')
    }
  }

  return (
    <div className="grid gap-5">
      <p className="hidden print:block">{projectName}</p>
      <ul className="grid gap-x-6 gap-y-2 rounded-lg border p-4 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3 print:hidden">
        <Button variant="secondary" onClick={copy}>
          <Copy aria-hidden />
          Copy
        </Button>
        <Button variant="secondary" asChild>
          <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download="recovery-codes.txt">
            <Download aria-hidden />
            Download
          </a>
        </Button>
        <Button variant="secondary" onClick={() => window.print()}>
          <Printer aria-hidden />
          Print
        </Button>
      </div>
      <div className="print:hidden">
        <DialogButtons>
          <Button onClick={onKept}>I have kept them</Button>
        </DialogButtons>
      </div>
    </div>
  )
}
