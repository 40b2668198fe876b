import { Check, Minus } from 'lucide-react'

import { cn } from '~/lib/class-names'

type CheckboxProps = {
  /** What is chosen here, for screen readers. */
  label: string
  checked: boolean
  /** Neither quite on nor off: some of what it stands for is chosen. */
  mixed?: boolean
  /** `range` tells whether Shift was held. */
  onToggle: (range: boolean) => void
}

/** A checkbox that stands alone, in a place as large as a thumb. */
export function Checkbox({ label, checked, mixed = false, onToggle }: CheckboxProps) {
  const Mark = mixed ? Minus : Check
  return (
    <span className="relative grid size-11 place-items-center select-none">
      <input
        ref={(input) => {
          if (input) input.indeterminate = mixed
        }}
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={({ nativeEvent }) => onToggle(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        className="peer absolute inset-0 z-1 cursor-pointer appearance-none outline-none"
      />
      <span
        className={cn(
          'grid size-4.5 place-items-center rounded-[0.3125rem] border border-input bg-card text-primary-foreground transition-colors peer-hover:border-foreground/60 peer-focus-visible:ring-2 peer-focus-visible:ring-ring peer-focus-visible:ring-offset-2 peer-focus-visible:ring-offset-card',
          (checked || mixed) && 'border-primary bg-primary',
        )}
      >
        {(checked || mixed) && <Mark aria-hidden className="size-3.5" strokeWidth={3} />}
      </span>
    </span>
  )
}
