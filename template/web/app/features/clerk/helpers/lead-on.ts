import { knownUser } from '~/features/accounts/utils/known-user'
import { destinationFrom, returnPathFrom } from '~/features/accounts/utils/return-parameter'
import { redirect } from '~/lib/href'

/** Leads on who is signed in already; tells the page of signing in or up where it leads all others. */
export async function leadOn({ request }: { request: Request }) {
  const parameters = new URL(request.url).searchParams
  const destination = await destinationFrom(parameters)
  if (await knownUser()) throw redirect(destination)
  return { destination, isOnTheWay: returnPathFrom(parameters) !== null }
}
