import { screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'

import { renderComponent } from '~tests/render'

import { Button } from './button'
import { Dialog } from './dialog'
import { Menu, MenuContent, MenuItem, MenuTrigger } from './dropdown-menu'

function Page() {
  const [planting, setPlanting] = useState(false)
  const plant = () => setPlanting(true)
  return (
    <>
      <Button onClick={plant}>Plant</Button>
      <Menu>
        <MenuTrigger>More</MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={plant}>Plant too</MenuItem>
        </MenuContent>
      </Menu>
      <Dialog
        open={planting}
        onOpenChange={setPlanting}
        title="Plant a tree"
        description="It will outlive us."
      >
        <input aria-label="Name" />
        <Button onClick={() => setPlanting(false)}>Done</Button>
      </Dialog>
    </>
  )
}

async function open() {
  const { user } = renderComponent(<Page />)
  await user.click(screen.getByRole('button', { name: 'Plant' }))
  return user
}

test('a dialog is named and described, and its first field has the focus', async () => {
  await open()
  expect(screen.getByRole('dialog', { name: 'Plant a tree' })).toHaveAccessibleDescription(
    'It will outlive us.',
  )
  expect(screen.getByLabelText('Name')).toHaveFocus()
})

test('the focus does not leave it, and what is behind it is out of reach', async () => {
  const user = await open()
  expect(screen.queryByRole('button', { name: 'Plant' })).not.toBeInTheDocument()
  await user.tab()
  expect(screen.getByRole('button', { name: 'Done' })).toHaveFocus()
  await user.tab()
  expect(screen.getByLabelText('Name')).toHaveFocus()
  await user.tab({ shift: true })
  expect(screen.getByRole('button', { name: 'Done' })).toHaveFocus()
})

test('Escape closes it, and the focus is back where it was', async () => {
  const user = await open()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  await waitFor(() => expect(screen.getByRole('button', { name: 'Plant' })).toHaveFocus())
})

test('whose opener is gone by what was done in it gives the focus to the page', async () => {
  function Once() {
    const [[planting, planted], setState] = useState([false, false])
    return (
      <main id="main" tabIndex={-1}>
        {!planted && <Button onClick={() => setState([true, false])}>Plant</Button>}
        <Dialog open={planting} onOpenChange={() => {}} title="Plant a tree">
          <Button onClick={() => setState([false, true])}>Done</Button>
        </Dialog>
      </main>
    )
  }
  const { user } = renderComponent(<Once />)
  await user.click(screen.getByRole('button', { name: 'Plant' }))
  await user.click(screen.getByRole('button', { name: 'Done' }))
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus())
})

test('opened from a menu, it gives the focus back to the button of the menu', async () => {
  const { user } = renderComponent(<Page />)
  await user.click(screen.getByRole('button', { name: 'More' }))
  await user.click(screen.getByRole('menuitem', { name: 'Plant too' }))
  expect(await screen.findByLabelText('Name')).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Done' }))
  await waitFor(() => expect(screen.getByRole('button', { name: 'More' })).toHaveFocus())
})
