import project from '../../../project.json'

/** Who this product is: its name, description and addresses. */
export const { name: projectName, description: projectDescription, email: projectEmail } = project
