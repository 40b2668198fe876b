import { SearchField } from '~/components/search-field'
import { NativeSelect } from '~/components/ui/native-select'

import { ordersOf } from './list-definition'
import type { ResourceListState } from './use-resource-list'

/** Above a list: its search, its filters, and on narrow screens, which have no column heads, its order. */
export function ListToolbar<Item, Order extends string, Filters extends Record<string, string>>({
  list: { definition, address, show },
}: {
  list: ResourceListState<Item, Order, Filters>
}) {
  const orders = ordersOf(definition)
  const names: Extract<keyof Filters, string>[] = []
  for (const name in definition.filters) names.push(name)
  return (
    <div className="mb-4 flex flex-wrap gap-3">
      <SearchField
        label={`Search ${definition.many}`}
        value={address.search}
        maxLength={200}
        onSearch={(search) => show({ search })}
      />
      {names.map((name) => {
        const { label, choices } = definition.filters[name]
        return (
          <NativeSelect
            key={name}
            aria-label={label}
            className="min-w-36 max-sm:flex-1"
            value={address.filters[name] ?? ''}
            onChange={(event) => {
              const chosen = choices.find(({ value }) => value === event.target.value)
              show({ filters: { ...address.filters, [name]: chosen?.value } })
            }}
          >
            <option value="">{label}: all</option>
            {choices.map(({ value, label: text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </NativeSelect>
        )
      })}
      {orders.length > 0 && (
        <NativeSelect
          aria-label="Order"
          className="w-36 sm:hidden"
          value={address.order}
          onChange={(event) => {
            const chosen = orders.find(({ value }) => value === event.target.value)
            if (chosen) show({ order: chosen.value })
          }}
        >
          {orders.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      )}
    </div>
  )
}
