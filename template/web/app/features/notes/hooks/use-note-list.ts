import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'

import { useNavigate } from '~/hooks/use-navigate'

import {
  listAddress,
  noteListOptions,
  readListParameters,
  type ListParameters,
} from '../helpers/list-parameters'

/** The page of notes that the address names, and the way to another one. */
export function useNoteList() {
  const [searchParameters] = useSearchParams()
  const navigate = useNavigate()
  const parameters = readListParameters(searchParameters)
  const { search, order } = parameters
  const query = useQuery({
    ...noteListOptions(parameters),
    placeholderData: keepPreviousData,
  })

  // What was asked for last, which the address follows only after a moment: a second change builds on the first one.
  const wanted = useRef({ search, order })
  useEffect(() => {
    wanted.current = { search, order }
  }, [search, order])

  const show = useCallback(
    (changed: Partial<Pick<ListParameters, 'search' | 'order'>>) => {
      wanted.current = { ...wanted.current, ...changed }
      // A cursor belongs to one search and one order: another list begins at its first page.
      void navigate(listAddress({ ...wanted.current, cursor: null }), {
        replace: true,
        preventScrollReset: true,
      })
    },
    [navigate],
  )

  return { parameters, query, show }
}
