import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

const text = /\.(css|html|js|json|map|mjs|svg|txt|webmanifest|xml)$/
const worthwhile = 1000

const forms: Record<string, (content: Buffer) => Promise<Buffer>> = {
  '.br': promisify(zlib.brotliCompress),
  '.gz': (content) => promisify(zlib.gzip)(content, { level: 9 }),
  '.zst': (content) =>
    promisify(zlib.zstdCompress)(content, {
      // Without it memory for a file of many megabytes is laid out each time, which takes four times as long.
      pledgedSrcSize: content.length,
      params: { [zlib.constants.ZSTD_c_compressionLevel]: 19 },
    }),
}

/** Lays compressed forms beside each file of a build, so that the server never spends time on it. */
export async function precompress(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = files.filter((file) => file.isFile() && text.test(file.name))
  await Promise.all(names.map((file) => compressFile(path.join(file.parentPath, file.name))))
}

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file)
  if (content.length < worthwhile) return
  await Promise.all(
    Object.entries(forms).map(async ([ending, compress]) => {
      await writeFile(file + ending, await compress(content))
    }),
  )
}
