import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'

import { QueryFailure } from '~/components/query-failure'
import { SettingsSection } from '~/components/settings-section'
import { Button } from '~/components/ui/button'
import { Card } from '~/components/ui/card'
import { Skeleton } from '~/components/ui/skeleton'
import { preload } from '~/configuration/preload'
import { listApiKeysOptions } from '~/generated/@tanstack/react-query.gen'
import { privateMeta } from '~/utils/page-meta'

import { KeyList } from '../components/key-list'
import { NewKeyDialog } from '../components/new-key-dialog'

export const meta = () => privateMeta('API keys')

export const clientLoader = () => preload(listApiKeysOptions())

export default function ApiKeysPage() {
  const keys = useQuery(listApiKeysOptions())
  const [making, setMaking] = useState(false)
  return (
    <Card>
      <SettingsSection
        title="API keys"
        description="Programs that have one of them act for you, within what the key allows."
      >
        <div className="grid gap-5">
          {keys.data ? (
            <KeyList keys={keys.data} />
          ) : keys.error ? (
            <QueryFailure
              title="Your keys could not be loaded"
              error={keys.error}
              onRetry={() => keys.refetch()}
              retrying={keys.isFetching}
            />
          ) : (
            <Skeleton className="h-16" />
          )}
          <div>
            <Button onClick={() => setMaking(true)}>
              <KeyRound aria-hidden />
              New key
            </Button>
          </div>
        </div>
      </SettingsSection>
      <NewKeyDialog open={making} onClose={() => setMaking(false)} />
    </Card>
  )
}
