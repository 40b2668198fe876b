/** The words of a form control's own label, so that what is said elsewhere speaks of it as the page does. */
export function labelOf(control: unknown): string {
  const labels = control instanceof HTMLElement && 'labels' in control ? control.labels : null
  return labels instanceof NodeList ? (labels[0]?.textContent ?? '') : ''
}
