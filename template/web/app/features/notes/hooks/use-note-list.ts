import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'

import { listNotesOptions } from '~/generated/@tanstack/react-query.gen'

import { listQueryString, readListParameters, type ListParameters } from '../helpers/list-parameters'

const pageSize = 25

/** The page of notes that the address names, and the way to another one. */
export function useNoteList() {
  const [searchParameters] = useSearchParams()
  const navigate = useNavigate()
  const parameters = readListParameters(searchParameters)
  const { search, order, cursor } = parameters
  const query = useQuery({
    ...listNotesOptions({
      query: { order, size: pageSize, ...(search && { search }), ...(cursor && { cursor }) },
    }),
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
      void navigate(
        { search: listQueryString({ ...wanted.current, cursor: null }) },
        { replace: true, preventScrollReset: true },
      )
    },
    [navigate],
  )

  return { parameters, query, show }
}
