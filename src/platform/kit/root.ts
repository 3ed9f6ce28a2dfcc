// The project's folder, wherever the code runs from: src/ under tsx and jest, dist/ after a build.
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
