import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'

import { Avatar } from '~/components/ui/avatar'
import { Button } from '~/components/ui/button'
import { changePicture, removePicture } from '~/generated/sdk.gen'
import type { UserPublic } from '~/generated/types.gen'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

import { scaledPicture } from '../helpers/scaled-picture'
import { showChangedUser } from '../session'

/** The picture of the person who is signed in, another one, or none. */
export function PictureForm({ user }: { user: UserPublic }) {
  const input = useRef<HTMLInputElement>(null)
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: async (file: File | null) => {
      const { data } = file
        ? await changePicture({ body: await scaledPicture(file), throwOnError: true })
        : await removePicture({ throwOnError: true })
      return data
    },
    onSuccess: (changed) => {
      showChangedUser(queryClient, changed)
      showToast('success', changed.picture === null ? 'Your picture is removed.' : 'Your picture is saved.')
    },
    onError: (error) => showToast('failure', messageOf(error)),
  })
  return (
    <div className="flex flex-wrap items-center gap-5">
      <Avatar name={user.name} picture={user.picture} size="large" />
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/gif"
        aria-label="File of a picture"
        className="hidden"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file) change.mutate(file)
          // The same file can be chosen once more.
          currentTarget.value = ''
        }}
      />
      <div className="flex flex-wrap gap-3">
        <Button variant="secondary" busy={change.isPending} onClick={() => input.current?.click()}>
          {user.picture === null ? 'Choose a picture' : 'Choose another picture'}
        </Button>
        {user.picture !== null && (
          <Button variant="ghost" disabled={change.isPending} onClick={() => change.mutate(null)}>
            Remove
          </Button>
        )}
      </div>
    </div>
  )
}
