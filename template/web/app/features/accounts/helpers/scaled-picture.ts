const longestSide = 768

/**
 * The middle of a picture, no larger than it is shown, so that a photograph of many megabytes is quickly sent. What this browser
 * cannot read or draw is sent as it is: the server has the last word on every file.
 */
export async function scaledPicture(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file)
    const cut = Math.min(picture.width, picture.height)
    const side = Math.min(cut, longestSide)
    const canvas = new OffscreenCanvas(side, side)
    const left = (picture.width - cut) / 2
    const top = (picture.height - cut) / 2
    canvas.getContext('2d')?.drawImage(picture, left, top, cut, cut, 0, 0, side, side)
    return await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 })
  } catch {
    return file
  }
}
