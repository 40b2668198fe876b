import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** Moves the source maps of a build out of the folder that is served, so that they can be uploaded and never fetched. */
export async function moveSourceMaps(client: string, destination: string): Promise<void> {
  await rm(destination, { recursive: true, force: true })
  const entries = await readdir(client, { recursive: true, withFileTypes: true })
  const maps = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.map'))
  await Promise.all(
    maps.map(async (map) => {
      const from = path.join(map.parentPath, map.name)
      const to = path.join(destination, path.relative(client, from))
      await mkdir(path.dirname(to), { recursive: true })
      await rename(from, to)
    }),
  )
}
