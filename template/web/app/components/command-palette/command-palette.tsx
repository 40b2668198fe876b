import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useId, useRef, useState, type KeyboardEvent } from 'react'

import { useFocusReturn } from '~/hooks/use-focus-return'

import { matching, useCommands, type Command } from './commands'

type CommandPaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Finds what can be done by its words, and does it. */
export function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  const { onOpenAutoFocus, onCloseAutoFocus } = useFocusReturn()
  const led = useRef(false)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/40 backdrop-blur-[2px] data-[state=closed]:animate-disappear data-[state=open]:animate-appear" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            led.current = false
            onOpenAutoFocus()
          }}
          onCloseAutoFocus={(event) => {
            // The page to which a command has led takes the focus itself.
            if (led.current) event.preventDefault()
            else onCloseAutoFocus(event)
          }}
          className="fixed inset-x-4 top-[12dvh] z-50 mx-auto flex max-h-[70dvh] max-w-lg flex-col overflow-hidden rounded-xl border bg-popover text-popover-foreground shadow-xl outline-none data-[state=closed]:animate-disappear data-[state=open]:animate-rise"
        >
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          <CommandSearch
            onRun={(command) => {
              led.current = command.leads
              onOpenChange(false)
              command.run()
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function CommandSearch({ onRun }: { onRun: (command: Command) => void }) {
  const id = useId()
  const [text, setText] = useState('')
  const [position, setPosition] = useState(0)
  const found = matching(useCommands(), text)
  const optionId = (index: number) => `${id}-${index}`

  function move(to: number) {
    const next = Math.max(0, Math.min(to, found.length - 1))
    setPosition(next)
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' })
  }

  function onKeyDown(event: KeyboardEvent) {
    const chosen = found[position]
    if (event.key === 'ArrowDown') move(position === found.length - 1 ? 0 : position + 1)
    else if (event.key === 'ArrowUp') move(position === 0 ? found.length - 1 : position - 1)
    else if (event.key === 'PageDown') move(found.length - 1)
    else if (event.key === 'PageUp') move(0)
    else if (event.key === 'Enter' && chosen) onRun(chosen)
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <input
          role="combobox"
          aria-label="What do you want to do?"
          aria-expanded
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? optionId(position) : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="What do you want to do?"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setPosition(0)
          }}
          onKeyDown={onKeyDown}
          className="h-13 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted-foreground"
        />
        <kbd className="rounded-sm border px-1.5 font-sans text-xs text-muted-foreground max-sm:hidden">
          Esc
        </kbd>
      </div>
      <p role="status" className="sr-only">
        {found.length === 1 ? '1 command' : `${found.length} commands`}
      </p>
      <div id={id} role="listbox" aria-label="Commands" className="overflow-y-auto p-2">
        {[...new Set(found.map(({ group }) => group))].map((group) => (
          <div key={group} role="group" aria-label={group}>
            <p aria-hidden className="px-2.5 pt-2.5 pb-1.5 text-xs font-medium text-muted-foreground">
              {group}
            </p>
            {found.map(
              (command, index) =>
                command.group === group && (
                  <button
                    key={command.label}
                    type="button"
                    role="option"
                    id={optionId(index)}
                    aria-selected={index === position}
                    // The focus stays in the field, which says which option is active.
                    tabIndex={-1}
                    onPointerMove={() => setPosition(index)}
                    onClick={() => onRun(command)}
                    className="flex h-11 w-full items-center gap-3 rounded-md px-2.5 text-left text-sm aria-selected:bg-accent aria-selected:text-accent-foreground sm:h-10"
                  >
                    <command.icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
                    {command.label}
                  </button>
                ),
            )}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="px-4 pt-4 pb-8 text-center text-sm text-muted-foreground">No command matches.</p>
      )}
    </>
  )
}
