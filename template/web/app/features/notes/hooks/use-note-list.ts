import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
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

  const show = useCallback(
    (changed: Partial<Pick<ListParameters, 'search' | 'order'>>) =>
      // A cursor belongs to one search and one order: another list begins at its first page.
      void navigate(
        { search: listQueryString({ search, order, ...changed, cursor: null }) },
        { replace: true, preventScrollReset: true },
      ),
    [navigate, search, order],
  )

  return { parameters, query, show }
}
