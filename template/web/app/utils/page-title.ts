import { projectName } from '~/configuration/project'

export function pageTitle(page: string): string {
  return `${page} · ${projectName}`
}
