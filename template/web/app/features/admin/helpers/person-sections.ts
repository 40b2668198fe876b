import { lazy } from 'react'

import { features } from '~/features'

/** What the features add to the page of a person. */
export const added = {
  sections: features.flatMap(({ name, personSection }) =>
    personSection
      ? [{ name, Section: lazy(async () => ({ default: (await personSection()).PersonSection })) }]
      : [],
  ),
}
