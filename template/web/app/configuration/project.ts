import project from '../../../project.json'

/** Who this product is: its name, description and addresses. */
export const { name: projectName, description: projectDescription, email: projectEmail } = project

/** The address under which the public knows it, wherever else it may run. */
export const projectOrigin = `https://${project.domain}`
