import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'

import type { ManagedUser, Permission } from '~/generated/types.gen'
import type { PlainPage } from '~/lib/href'

/** A page of a feature. `file` is relative to the feature's folder; `path` is a React Router pattern. */
export type FeaturePage = {
  path: string
  file: string
}

export type NavigationEntry = {
  label: string
  path: PlainPage
  icon: LucideIcon
  /** Only people who have it see the entry. */
  permission?: Permission
  /** Loads what the page will show, when a hand approaches the entry. */
  preload?: () => Promise<unknown>
}

/** A page of the settings area; `path` begins with `settings/`. */
export type SettingsPage = FeaturePage & {
  label: string
  icon: LucideIcon
}

/** Something to do, found by its words in the command palette. The navigation and the settings are there already. */
export type CommandEntry = {
  label: string
  /** Other words by which somebody may look for it. */
  keywords?: string
  path: PlainPage
  icon: LucideIcon
}

/** Something to do in the menu of one's own account, in front of whatever page one is on. */
export type AccountMenuEntry = {
  label: string
  icon: LucideIcon
  run: () => Promise<unknown>
}

/** What a visitor reads about a feature on the landing page. */
export type Highlight = {
  title: string
  text: string
  icon: LucideIcon
}

export type ConfirmationDialogProps = {
  open: boolean
  onAnswer: (confirmed: boolean) => void
}

export type PersonSectionProps = { user: ManagedUser }

/** What a feature contributes. `routes.ts` reads it in Node while building: no page may be imported here. */
export type Feature = {
  /** The name of the feature's folder. */
  name: string
  /** Pages for everybody, signed in or not. They stand outside the query cache: load in a `clientLoader`. */
  publicPages?: FeaturePage[]
  /** Pages inside the signed-in frame. */
  signedInPages?: FeaturePage[]
  settingsPages?: SettingsPage[]
  navigation?: NavigationEntry[]
  commands?: CommandEntry[]
  highlights?: Highlight[]
  accountMenu?: AccountMenuEntry[]
  /** Ends the session on the server, where the feature is how people sign in. */
  signOut?: () => Promise<unknown>
  /** Takes a session up again that somebody else keeps, before a visitor is sent to sign in; whether there is one. */
  resume?: () => Promise<boolean>
  /** How somebody shows once more that it is them, where the feature is how people sign in. */
  confirmation?: () => Promise<{ ConfirmationDialog: ComponentType<ConfirmationDialogProps> }>
  /**
   * What those who may suspend people do for somebody, on the page of that person, as far as it is the feature's business.
   * Nobody is offered to do it to themselves, or to people who may do more than others.
   */
  personSection?: () => Promise<{ PersonSection: ComponentType<PersonSectionProps> }>
}
