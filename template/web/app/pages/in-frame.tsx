export { Outlet as default } from 'react-router'

export { ErrorInFrame as ErrorBoundary } from '~/components/error-page'
