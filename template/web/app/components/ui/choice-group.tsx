import type { LucideIcon } from 'lucide-react'
import { RadioGroup } from 'radix-ui'

export type Choice<Value extends string> = {
  value: Value
  label: string
  icon: LucideIcon
}

type ChoiceGroupProps<Value extends string> = {
  /** What is chosen here, for screen readers. */
  label: string
  choices: Choice<Value>[]
  value: Value
  onChange: (value: Value) => void
}

/** A few choices side by side, one of them in force. */
export function ChoiceGroup<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: ChoiceGroupProps<Value>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const choice = choices.find((candidate) => candidate.value === chosen)
        if (choice) onChange(choice.value)
      }}
      className="inline-grid auto-cols-fr grid-flow-col gap-1 rounded-lg bg-muted p-1"
    >
      {choices.map(({ value: choice, label: text, icon: Icon }) => (
        <RadioGroup.Item
          key={choice}
          value={choice}
          className="flex h-9 items-center justify-center gap-2 rounded-md px-3 text-sm font-medium text-muted-foreground transition-colors outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring data-[state=checked]:bg-card data-[state=checked]:text-foreground data-[state=checked]:shadow-xs dark:data-[state=checked]:bg-foreground/12"
        >
          <Icon aria-hidden className="size-4" />
          {text}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
