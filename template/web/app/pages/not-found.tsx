export { NotFound as default } from '~/components/error-page'
