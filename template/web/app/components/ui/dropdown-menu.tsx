import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ComponentProps } from 'react'

import { cn } from '~/lib/class-names'

const itemClasses =
  'relative flex items-center gap-2.5 rounded-sm px-2.5 py-2 text-sm outline-none select-none data-[disabled]:pointer-events-none data-[disabled]:opacity-60 data-[highlighted]:bg-accent data-[highlighted]:text-accent-foreground [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground'

/** A modal menu would lock the page as long as it closes, and longer when its deed removes the row on which it stands. */
export function Menu(properties: ComponentProps<typeof DropdownMenu.Root>) {
  return <DropdownMenu.Root modal={false} {...properties} />
}

export const MenuTrigger = DropdownMenu.Trigger
export const MenuRadioGroup = DropdownMenu.RadioGroup

export function MenuContent({ className, ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        sideOffset={6}
        collisionPadding={12}
        className={cn(
          'z-50 min-w-44 rounded-lg border bg-popover p-1.5 text-popover-foreground shadow-lg data-[state=closed]:animate-disappear data-[state=open]:animate-rise',
          className,
        )}
        {...rest}
      />
    </DropdownMenu.Portal>
  )
}

type MenuItemProps = ComponentProps<typeof DropdownMenu.Item> & { destructive?: boolean }

export function MenuItem({ className, destructive = false, ...rest }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={cn(
        itemClasses,
        destructive &&
          'text-destructive data-[highlighted]:bg-destructive-soft data-[highlighted]:text-destructive [&_svg]:text-destructive',
        className,
      )}
      {...rest}
    />
  )
}

export function MenuRadioItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof DropdownMenu.RadioItem>) {
  return (
    <DropdownMenu.RadioItem className={cn(itemClasses, 'pr-9', className)} {...rest}>
      {children}
      <DropdownMenu.ItemIndicator className="absolute right-2.5">
        <Check />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  )
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="-mx-1.5 my-1.5 h-px bg-border" />
}
