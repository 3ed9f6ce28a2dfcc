// What the association of a partner's country may say to an introduction.

export const associationAnswers = ['supportive', 'neutral', 'objects'] as const
export type AssociationAnswer = (typeof associationAnswers)[number]
